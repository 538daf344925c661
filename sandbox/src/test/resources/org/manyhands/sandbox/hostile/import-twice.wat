;; expect: finished 0
;; repeat IMPORTS 10: (import "wasi_snapshot_preview1" "sched_yield" (func (result i32)))
;; The same function ten times under one name is harmless.
(module
  {IMPORTS}
  (func (export "_start") (drop (call 9))))
