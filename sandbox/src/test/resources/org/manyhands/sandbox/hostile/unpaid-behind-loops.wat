;; expect: exceeded fuel
;; A loop in each of 4,000 frames leaves as much owed as a loop may, and the deepest frame exits.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $r (param $n i32) (local $i i32)
    (if (i32.eqz (local.get $n)) (then (call $proc_exit (i32.const 0))))
    (loop $l
      (if (i32.and (local.get $i) (i32.const 1)) (then (nop)))
      (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5000))))
    (call $r (i32.sub (local.get $n) (i32.const 1))))
  (func (export "_start") (call $r (i32.const 4000))))
