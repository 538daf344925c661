;; expect: refused imports
;; The interface before preview 1, whose structures differ.
(module
  (import "wasi_unstable" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (func (export "_start")))
