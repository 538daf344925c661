;; expect: exceeded stack
;; repeat DECLARED 1000: (local i64)
;; fuel: 20000000
;; Each frame holds 1,000 locals that live across the call.
(module
  (memory (export "memory") 1)
  (func $f (param $x i64) (result i64)
    {DECLARED}
    (local.set 1 (local.get $x))
    (local.set 1000 (call $f (i64.add (local.get $x) (i64.const 1))))
    (i64.add (local.get 1) (local.get 1000)))
  (func (export "_start")
    (drop (call $f (i64.const 1)))))
