;; expect: exceeded stack
;; fuel: 20000000
;; The start function calls itself.
(module
  (memory (export "memory") 1)
  (func $s (call $s) (nop))
  (start $s)
  (func (export "_start")))
