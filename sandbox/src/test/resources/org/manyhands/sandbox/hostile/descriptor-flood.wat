;; expect: finished 0
;; Opens one file until there are no descriptors left, closes them all, and opens again.
(module
  (import "wasi_snapshot_preview1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (data (i32.const 100) "x")
  (func (export "_start")
    (local $i i32)
    (loop $more
      (br_if $more (i32.eqz (call $path_open (i32.const 4) (i32.const 0) (i32.const 100) (i32.const 1) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 0)))))
    (call $is (i32.const 1) (i32.load (i32.const 0)) (i32.const 1023))
    (call $is (i32.const 2) (call $path_open (i32.const 4) (i32.const 0) (i32.const 100) (i32.const 1) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 0)) (i32.const 33))
    (local.set $i (i32.const 5))
    (loop $next
      (call $is (i32.const 3) (call $fd_close (local.get $i)) (i32.const 0))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1024))))
    (call $is (i32.const 4) (call $path_open (i32.const 4) (i32.const 0) (i32.const 100) (i32.const 1) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 0)) (i32.const 0))
    (call $is (i32.const 5) (i32.load (i32.const 0)) (i32.const 5))))
