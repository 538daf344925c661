;; expect: finished 0
;; Two equal types are one: the call is allowed.
(module
  (memory (export "memory") 1)
  (type $t (func (result i32)))
  (type $u (func (result i32)))
  (table 1 funcref)
  (elem (i32.const 0) $f)
  (func $f (type $t) (i32.const 1))
  (func (export "_start")
    (drop (call_indirect (type $u) (i32.const 0)))))
