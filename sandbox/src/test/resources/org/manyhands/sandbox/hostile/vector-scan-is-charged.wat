;; expect: exceeded fuel
;; fuel: 100000000
;; engines: compiled
;; A million vectors that are looked at and then refused, for ever: looking is not free.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (local $i i32)
    (drop (memory.grow (i32.const 255)))
    (loop $next
      (i32.store offset=4 (i32.shl (local.get $i) (i32.const 3)) (i32.const 0xffffff))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 0x1ffff0))))
    (loop $again
      (call $is (i32.const 1) (call $fd_write (i32.const 1) (i32.const 0) (i32.const 0x1ffff0) (i32.const 0xfffffc)) (i32.const 28))
      (br $again))))
