;; expect: refused imports
;; proc_exit with a result.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func (param i32) (result i32)))
  (func (export "_start")))
