;; expect: finished 7
;; A host function in a table, called through it.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (table 1 funcref)
  (elem (i32.const 0) $e)
  (func $e (param i32) (call $proc_exit (local.get 0)))
  (func (export "_start")
    (call_indirect (param i32) (i32.const 7) (i32.const 0))))
