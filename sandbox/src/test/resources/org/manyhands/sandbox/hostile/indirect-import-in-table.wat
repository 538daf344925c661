;; expect: finished 9
;; The imported function itself is in the table.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (table 1 funcref)
  (elem (i32.const 0) $proc_exit)
  (func (export "_start") (call_indirect (param i32) (i32.const 9) (i32.const 0)))
  (func (call $proc_exit (i32.const 1))))
