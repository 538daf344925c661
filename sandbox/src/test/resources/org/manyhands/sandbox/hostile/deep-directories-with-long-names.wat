;; expect: finished 0
;; files: 100
;; Forty names of 250 bytes below one another: a path that no file system takes is refused when it is made.
(module
  (import "wasi_snapshot_preview1" "path_create_directory" (func $path_create_directory (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (data (i32.const 1024) "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")
  (func (export "_start")
    (local $at i32) (local $i i32) (local $errno i32)
    (local.set $at (i32.const 4))
    (block $done
      (loop $deeper
        (local.set $errno (call $path_create_directory (local.get $at) (i32.const 1024) (i32.const 250)))
        (br_if $done (local.get $errno))
        (drop (call $path_open (local.get $at) (i32.const 0) (i32.const 1024) (i32.const 250) (i32.const 2) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 16)))
        (local.set $at (i32.load (i32.const 16)))
        (br_if $deeper (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 40)))))
    (call $is (i32.const 1) (local.get $errno) (i32.const 37))
    (call $is (i32.const 2) (call $path_open (local.get $at) (i32.const 0) (i32.const 1024) (i32.const 250) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 16)) (i32.const 37))
    (call $is (i32.const 3) (call $path_open (local.get $at) (i32.const 0) (i32.const 1024) (i32.const 1) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 16)) (i32.const 0))))
