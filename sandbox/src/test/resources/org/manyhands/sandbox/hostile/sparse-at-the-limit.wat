;; expect: exceeded output
;; As large as the limit allows, and a byte more.
(module
  (import "wasi_snapshot_preview1" "fd_filestat_set_size" (func $fd_filestat_set_size (param i32 i64) (result i32)))
  (import "wasi_snapshot_preview1" "fd_pwrite" (func $fd_pwrite (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (data (i32.const 1024) "x")
  (func (export "_start")
    (call $is (i32.const 1) (call $path_open (i32.const 4) (i32.const 0) (i32.const 1024) (i32.const 1) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 0)) (i32.const 0))
    (i32.store (i32.const 8) (i32.const 1024)) (i32.store (i32.const 12) (i32.const 1))
    (call $is (i32.const 2) (call $fd_filestat_set_size (i32.const 5) (i64.const 1048576)) (i32.const 0))
    (call $is (i32.const 3) (call $fd_pwrite (i32.const 5) (i32.const 8) (i32.const 1) (i64.const 1048575) (i32.const 16)) (i32.const 0))
    (call $is (i32.const 4) (call $fd_pwrite (i32.const 5) (i32.const 8) (i32.const 1) (i64.const 1048576) (i32.const 16)) (i32.const 0))))
