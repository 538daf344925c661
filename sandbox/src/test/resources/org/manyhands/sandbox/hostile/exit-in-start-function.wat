;; expect: finished 3
;; The start function exits, so _start never runs.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $s (call $proc_exit (i32.const 3)))
  (start $s)
  (func (export "_start") (unreachable)))
