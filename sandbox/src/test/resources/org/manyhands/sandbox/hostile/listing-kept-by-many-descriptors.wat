;; expect: finished 66
;; fuel: 5000000
;; files: 1000
;; Lists a directory of 1,000 files by one descriptor after the other, and makes a file anew in between: the 67th is refused.
(module
  (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_unlink_file" (func $unlink (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_readdir" (func $readdir (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) ".")
  (func $must (param i32) (if (local.get 0) (then (call $proc_exit (i32.const 200)))))
  (func $name (param $i i32)
    (i32.store8 (i32.const 1024) (i32.add (i32.const 97) (i32.and (local.get $i) (i32.const 15))))
    (i32.store8 (i32.const 1025) (i32.add (i32.const 97) (i32.and (i32.shr_u (local.get $i) (i32.const 4)) (i32.const 15))))
    (i32.store8 (i32.const 1026) (i32.add (i32.const 97) (i32.shr_u (local.get $i) (i32.const 8)))))
  (func $create (param $i i32)
    (call $name (local.get $i))
    (call $must (call $open (i32.const 4) (i32.const 0) (i32.const 1024) (i32.const 3) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 512)))
    (call $must (call $close (i32.load (i32.const 512)))))
  (func (export "_start") (local $i i32) (local $descriptors i32)
    (loop $files
      (call $create (local.get $i))
      (br_if $files (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
    (loop $more
      (call $must (call $open (i32.const 4) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0) (i64.const 0) (i64.const 0) (i32.const 0) (i32.const 512)))
      (if (i32.eq (call $readdir (i32.load (i32.const 512)) (i32.const 2048) (i32.const 10) (i64.const 0) (i32.const 516)) (i32.const 33))
        (then
          ;; What is closed makes room again.
          (call $must (call $close (i32.const 5)))
          (call $must (call $readdir (i32.load (i32.const 512)) (i32.const 2048) (i32.const 10) (i64.const 0) (i32.const 516)))
          (call $proc_exit (local.get $descriptors))))
      (call $name (local.get $descriptors))
      (call $must (call $unlink (i32.const 4) (i32.const 1024) (i32.const 3)))
      (call $create (local.get $descriptors))
      (local.set $descriptors (i32.add (local.get $descriptors) (i32.const 1)))
      (br $more))))
