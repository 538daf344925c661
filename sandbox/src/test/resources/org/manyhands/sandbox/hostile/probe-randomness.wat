;; expect: finished 0
;; Random bytes in pieces of every length, printed.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $print (param $from i32) (param $bytes i32)
    (i32.store (i32.const 0) (local.get $from)) (i32.store (i32.const 4) (local.get $bytes))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func (export "_start")
    (local $i i32) (local $at i32)
    (local.set $at (i32.const 256))
    (loop $next
      (drop (call $random_get (local.get $at) (local.get $i)))
      (local.set $at (i32.add (local.get $at) (local.get $i)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100))))
    (call $print (i32.const 256) (i32.const 4950))))
