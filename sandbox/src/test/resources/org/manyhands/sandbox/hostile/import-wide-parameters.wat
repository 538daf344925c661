;; expect: refused imports
;; random_get with 64-bit parameters.
(module
  (import "wasi_snapshot_preview1" "random_get" (func (param i64 i64) (result i32)))
  (func (export "_start")))
