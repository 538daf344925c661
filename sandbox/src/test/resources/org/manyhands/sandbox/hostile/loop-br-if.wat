;; expect: exceeded fuel
;; The way back is conditional, and the condition always holds.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $again (br_if $again (i32.const 1)))))
