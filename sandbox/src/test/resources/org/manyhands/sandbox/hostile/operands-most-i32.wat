;; expect: finished 0
;; repeat OPERANDS 31990: (i32.const 0)
(module
  (memory (export "memory") 1)
  (func $deep (param $n i32)
    {OPERANDS}
    (block (br_if 0 (local.get $n)) (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (i64.const 1))))
    (return))
  (func (export "_start") (call $deep (i32.const 0)) (call $deep (i32.const 1))))
