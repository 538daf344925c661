;; expect: exceeded output
;; Directories side by side.
(module
  (import "wasi_snapshot_preview1" "path_create_directory" (func $path_create_directory (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (local $i i32)
    (loop $more
      (i32.store8 (i32.const 100) (i32.add (i32.const 97) (i32.rem_u (local.get $i) (i32.const 26))))
      (i32.store8 (i32.const 101) (i32.add (i32.const 97) (i32.rem_u (i32.div_u (local.get $i) (i32.const 26)) (i32.const 26))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (drop (call $path_create_directory (i32.const 4) (i32.const 100) (i32.const 2)))
      (br $more))))
