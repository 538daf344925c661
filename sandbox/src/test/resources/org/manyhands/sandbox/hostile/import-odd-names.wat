;; expect: refused imports
;; Names with NUL, slashes and line breaks.
(module
  (import "wasi_snapshot_preview1\00" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (import "../wasi_snapshot_preview1" "fd_write\0a" (func (param i32 i32 i32 i32) (result i32)))
  (func (export "_start")))
