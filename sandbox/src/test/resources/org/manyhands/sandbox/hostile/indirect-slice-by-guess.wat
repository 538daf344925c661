;; expect: trapped indirect-call-type-mismatch
;; Walks all elements with the type of the meter's own import; it is in no table.
(module
  (memory (export "memory") 1)
  (type $slice (func (param i64) (result i64)))
  (table 3 funcref)
  (elem (i32.const 0) $a $a $a)
  (func $a)
  (func (export "_start") (local $i i32)
    (loop $next
      (drop (call_indirect (type $slice) (i64.const 0) (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $next))))
