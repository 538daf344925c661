;; expect: finished 0
;; Sleeps of 2^63 - 1 and of -1 nanoseconds take no time, and the clock never runs backwards.
(module
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (local $i i32) (local $before i64)
    (loop $again
      (drop (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 256)))
      (local.set $before (i64.load (i32.const 256)))
      (i64.store (i32.const 0) (i64.const 7))
      (i32.store8 (i32.const 8) (i32.const 0))
      (i32.store (i32.const 16) (i32.const 1))
      (i64.store (i32.const 24) (select (i64.const 0x7fffffffffffffff) (i64.const -1) (i32.and (local.get $i) (i32.const 1))))
      (call $is (i32.const 1) (call $poll_oneoff (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128)) (i32.const 0))
      (drop (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 256)))
      (if (i64.lt_u (i64.load (i32.const 256)) (local.get $before)) (then (call $proc_exit (i32.const 2))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 20))))))
