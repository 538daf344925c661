;; expect: finished 0
;; fuel: 400000000
;; engines: compiled
;; 8,191 vectors, each of them all of memory: more bytes than the result can say.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (local $i i32)
    (loop $next
      (i64.store (i32.shl (local.get $i) (i32.const 3)) (i64.const 0x1000000000000))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 8191))))
    (loop $zero
      (local.set $i (i32.sub (local.get $i) (i32.const 1)))
      (i32.store (i32.shl (local.get $i) (i32.const 3)) (i32.const 0))
      (i32.store offset=4 (i32.shl (local.get $i) (i32.const 3)) (i32.const 65536))
      (br_if $zero (local.get $i)))
    (call $is (i32.const 1) (call $fd_write (i32.const 1) (i32.const 0) (i32.const 8191) (i32.const 65532)) (i32.const 0))
    (call $is (i32.const 2) (i32.load (i32.const 65532)) (i32.const 536805376))
    (drop (memory.grow (i32.const 4)))
    (call $is (i32.const 3) (call $fd_write (i32.const 1) (i32.const 0) (i32.const 8191) (i32.const 65532)) (i32.const 0))))
