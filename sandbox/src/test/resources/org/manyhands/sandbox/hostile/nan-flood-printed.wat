;; expect: finished 0
;; A thousand NaNs by all operations on bits of every kind, printed: the same on every engine.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $print (param $from i32) (param $bytes i32)
    (i32.store (i32.const 0) (local.get $from)) (i32.store (i32.const 4) (local.get $bytes))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (global $inf (mut f64) (f64.const inf))
  (func (export "_start")
    (local $i i32) (local $x f64) (local $y f32)
    (loop $next
      (local.set $x (f64.reinterpret_i64 (i64.mul (i64.extend_i32_u (local.get $i)) (i64.const 0x9e3779b97f4a7c15))))
      (local.set $y (f32.reinterpret_i32 (i32.mul (local.get $i) (i32.const 0x9e3779b9))))
      (f64.store (i32.add (i32.const 1024) (i32.mul (local.get $i) (i32.const 24)))
        (f64.sqrt (f64.sub (f64.mul (local.get $x) (global.get $inf)) (local.get $x))))
      (f64.store offset=8 (i32.add (i32.const 1024) (i32.mul (local.get $i) (i32.const 24)))
        (f64.promote_f32 (f32.div (local.get $y) (f32.sub (local.get $y) (local.get $y)))))
      (f64.store offset=16 (i32.add (i32.const 1024) (i32.mul (local.get $i) (i32.const 24)))
        (f64.copysign (f64.max (local.get $x) (f64.neg (local.get $x))) (f64.add (local.get $x) (global.get $inf))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
    (call $print (i32.const 1024) (i32.const 24000))))
