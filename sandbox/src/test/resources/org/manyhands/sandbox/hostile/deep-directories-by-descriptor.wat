;; expect: exceeded fuel
;; files: 900
;; A directory in a directory, each opened from the one before, until the whole path is too long; then in vain.
(module
  (import "wasi_snapshot_preview1" "path_create_directory" (func $path_create_directory (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 1024) "x")
  (func (export "_start")
    (local $at i32)
    (local.set $at (i32.const 4))
    (loop $deeper
      (drop (call $path_create_directory (local.get $at) (i32.const 1024) (i32.const 1)))
      (drop (call $path_open (local.get $at) (i32.const 0) (i32.const 1024) (i32.const 1) (i32.const 2) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 16)))
      (local.set $at (i32.load (i32.const 16)))
      (br $deeper))))
