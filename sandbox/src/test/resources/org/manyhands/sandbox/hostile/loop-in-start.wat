;; expect: exceeded fuel
;; The start function never returns, so _start is never reached.
(module
  (memory (export "memory") 1)
  (func $s (loop $again (br $again)))
  (start $s)
  (func (export "_start")))
