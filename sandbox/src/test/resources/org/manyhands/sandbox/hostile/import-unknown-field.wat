;; expect: refused imports
;; A function that preview 1 does not have.
(module
  (import "wasi_snapshot_preview1" "path_execute" (func (param i32) (result i32)))
  (func (export "_start")))
