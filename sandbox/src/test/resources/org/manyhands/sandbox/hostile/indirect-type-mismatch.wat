;; expect: trapped indirect-call-type-mismatch
;; A call with another type than the function has.
(module
  (memory (export "memory") 1)
  (type $t (func (result i64)))
  (table 1 funcref)
  (elem (i32.const 0) $f)
  (func $f (result i32) (i32.const 1))
  (func (export "_start")
    (drop (call_indirect (type $t) (i32.const 0)))))
