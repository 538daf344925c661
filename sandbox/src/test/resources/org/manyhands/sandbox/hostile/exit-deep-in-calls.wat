;; expect: finished 4
;; Exits from 500 calls deep.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $f (param i32)
    (if (i32.eqz (local.get 0)) (then (call $proc_exit (i32.const 4))))
    (call $f (i32.sub (local.get 0) (i32.const 1))) (nop))
  (func (export "_start")
    (call $f (i32.const 500))))
