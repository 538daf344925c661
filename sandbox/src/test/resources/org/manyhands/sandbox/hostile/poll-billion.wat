;; expect: finished 0
;; A billion subscriptions do not fit in memory; none is no request.
(module
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (call $is (i32.const 1) (call $poll_oneoff (i32.const 0) (i32.const 0) (i32.const 1000000000) (i32.const 0)) (i32.const 21))
    (call $is (i32.const 2) (call $poll_oneoff (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)) (i32.const 28))
    (call $is (i32.const 3) (call $poll_oneoff (i32.const 0) (i32.const 0) (i32.const 0x80000000) (i32.const 0)) (i32.const 21))))
