;; expect: finished 0
;; repeat OPERANDS 15990: (i64.const 0)
;; repeat DROPS 15990: (drop)
;; As many as there may be, below branches, a call and accesses of memory.
(module
  (memory (export "memory") 1)
  (func $work (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $deep (param $n i32)
    {OPERANDS}
    (block (br_if 0 (local.get $n)) (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (i64.const 1))))
    (loop $again (br_if $again (i32.lt_u (local.tee $n (call $work (local.get $n))) (i32.const 1000))))
    {DROPS})
  (func (export "_start") (call $deep (i32.const 0)) (call $deep (i32.const 1))))
