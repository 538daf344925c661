;; expect: refused imports
;; A name of preview 1, but a global.
(module
  (import "wasi_snapshot_preview1" "fd_write" (global i32))
  (func (export "_start")))
