;; expect: finished 0
;; A NaN kept in a global, then looked at. Undetermined bits never show.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (global $zero (mut f64) (f64.const 0))
  (global $inf (mut f64) (f64.const inf))
  (global $zero32 (mut f32) (f32.const 0))
  (global $g (mut f64) (f64.const 1))
  (func (export "_start")
    (global.set $g (f64.div (global.get $zero) (global.get $zero)))
    (call $is (i32.const 2) (i64.eq (i64.reinterpret_f64 (global.get $g)) (i64.const 0x7ff8000000000000)) (i32.const 1))
    (f64.store (i32.const 64) (global.get $g))
    (call $is (i32.const 4) (i64.eq (i64.load (i32.const 64)) (i64.const 0x7ff8000000000000)) (i32.const 1))))
