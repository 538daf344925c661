;; expect: exceeded output
;; Empty files, one after the other.
(module
  (import "wasi_snapshot_preview1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (local $i i32)
    (loop $more
      (i32.store8 (i32.const 100) (i32.add (i32.const 97) (i32.rem_u (local.get $i) (i32.const 26))))
      (i32.store8 (i32.const 101) (i32.add (i32.const 97) (i32.rem_u (i32.div_u (local.get $i) (i32.const 26)) (i32.const 26))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (drop (call $path_open (i32.const 4) (i32.const 0) (i32.const 100) (i32.const 2) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 16)))
      (drop (call $fd_close (i32.load (i32.const 16))))
      (br $more))))
