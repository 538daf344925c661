;; expect: finished 0
;; The last values that fit, and saturation of those that do not.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (call $is (i32.const 1) (i32.trunc_f64_s (f64.const -2147483648.9)) (i32.const 0x80000000))
    (call $is (i32.const 2) (i32.trunc_f64_u (f64.const 4294967295.9)) (i32.const -1))
    (call $is (i32.const 3) (i32.trunc_f64_u (f64.const -0.9)) (i32.const 0))
    (call $is (i32.const 4) (i32.trunc_sat_f64_s (f64.const nan)) (i32.const 0))
    (call $is (i32.const 5) (i32.trunc_sat_f32_u (f32.const -inf)) (i32.const 0))
    (call $is (i32.const 6) (i32.trunc_sat_f32_s (f32.const inf)) (i32.const 0x7fffffff))))
