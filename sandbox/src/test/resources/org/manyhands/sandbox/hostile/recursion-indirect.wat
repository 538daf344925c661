;; expect: exceeded stack
;; fuel: 20000000
;; A function that calls itself through a table.
(module
  (memory (export "memory") 1)
  (type $t (func))
  (table 1 funcref)
  (elem (i32.const 0) $f)
  (func $f (call_indirect (type $t) (i32.const 0)) (nop))
  (func (export "_start")
    (call $f)))
