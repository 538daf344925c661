;; expect: exceeded stack
;; fuel: 20000000
;; The table is filled while the program runs.
(module
  (memory (export "memory") 1)
  (type $t (func))
  (table 10 funcref)
  (elem declare func $f)
  (func $f (call_indirect (type $t) (i32.const 3)) (nop))
  (func (export "_start")
    (table.set (i32.const 3) (ref.func $f))
    (call $f)))
