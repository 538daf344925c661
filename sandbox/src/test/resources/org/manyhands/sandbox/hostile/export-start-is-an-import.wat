;; expect: finished 0
;; _start is a function of the host's, of the right type.
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (drop (call $sched_yield))))
