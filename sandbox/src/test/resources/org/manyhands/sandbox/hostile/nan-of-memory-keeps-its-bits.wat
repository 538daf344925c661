;; expect: finished 0
;; What only passes through keeps its bits, signalling NaNs among them.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (i64.store (i32.const 64) (i64.const 0xfff4deadbeef0001))
    (f64.store (i32.const 72) (f64.load (i32.const 64)))
    (call $is (i32.const 1) (i64.eq (i64.load (i32.const 72)) (i64.const 0xfff4deadbeef0001)) (i32.const 1))
    (i32.store (i32.const 64) (i32.const 0xff812345))
    (f32.store (i32.const 72) (f32.load (i32.const 64)))
    (call $is (i32.const 2) (i32.load (i32.const 72)) (i32.const 0xff812345))
    (call $is (i32.const 3) (i32.reinterpret_f32 (f32.reinterpret_i32 (i32.const 0x7fa00001))) (i32.const 0x7fa00001))))
