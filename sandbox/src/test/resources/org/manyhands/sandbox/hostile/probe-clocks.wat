;; expect: finished 0
;; Everything that clocks tell, printed: the same bytes on every engine.
(module
  (import "wasi_snapshot_preview1" "clock_res_get" (func $clock_res_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $print (param $from i32) (param $bytes i32)
    (i32.store (i32.const 0) (local.get $from)) (i32.store (i32.const 4) (local.get $bytes))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func (export "_start")
    (local $i i32)
    (loop $next
      (drop (call $clock_time_get (i32.and (local.get $i) (i32.const 3)) (i64.const 1) (i32.add (i32.const 256) (i32.shl (local.get $i) (i32.const 4)))))
      (drop (call $clock_res_get (i32.and (local.get $i) (i32.const 3)) (i32.add (i32.const 264) (i32.shl (local.get $i) (i32.const 4)))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
    (call $print (i32.const 256) (i32.const 16000))))
