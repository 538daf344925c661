;; expect: finished 0
;; repeat LOCALS 9990: (local i32)
;; repeat BRANCHES 2990: (br_if 0 (local.get 0))
(module
  (memory (export "memory") 1)
  (func $wide {LOCALS} (block {BRANCHES}))
  (func (export "_start") (call $wide)))
