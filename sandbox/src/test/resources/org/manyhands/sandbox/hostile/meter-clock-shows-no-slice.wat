;; expect: finished 0
;; The clock moves with fuel alone: the same distance for the same work, wherever slices are cut.
(module
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (local $i i32) (local $d i64)
    (loop $again
      (drop (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 0)))
      (drop (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 8)))
      (local.set $d (i64.sub (i64.load (i32.const 8)) (i64.load (i32.const 0))))
      (if (i64.eqz (i64.load (i32.const 16))) (then (i64.store (i32.const 16) (local.get $d))))
      (if (i64.ne (i64.load (i32.const 16)) (local.get $d)) (then (call $proc_exit (i32.const 1))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
    (call $proc_exit (i32.const 0))))
