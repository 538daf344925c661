;; expect: finished 0
;; NaNs in locals, written from several places. Undetermined bits never show.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (global $zero (mut f64) (f64.const 0))
  (global $inf (mut f64) (f64.const inf))
  (global $zero32 (mut f32) (f32.const 0))
  (func (export "_start")
    (local $x f64)
    (local.set $x (f64.load (i32.const 128)))
    (if (i32.eqz (i32.load (i32.const 512))) (then (local.set $x (f64.div (global.get $zero) (global.get $zero)))))
    (call $is (i32.const 3) (i64.eq (i64.reinterpret_f64 (local.get $x)) (i64.const 0x7ff8000000000000)) (i32.const 1))
    (f64.store (i32.const 64) (local.tee $x (f64.div (global.get $zero) (global.get $zero))))
    (call $is (i32.const 5) (i64.eq (i64.load (i32.const 64)) (i64.const 0x7ff8000000000000)) (i32.const 1))
    (call $is (i32.const 6) (i64.eq (i64.reinterpret_f64 (local.get $x)) (i64.const 0x7ff8000000000000)) (i32.const 1))))
