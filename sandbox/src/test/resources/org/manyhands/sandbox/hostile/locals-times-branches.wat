;; expect: refused size
;; repeat LOCALS 45000: (local i32)
;; repeat BRANCHES 5000: (br_if 0 (local.get 0))
;; The runtime's compiler notes at each branch what every local holds.
(module
  (memory (export "memory") 1)
  (func $wide {LOCALS} (block {BRANCHES}))
  (func (export "_start") (call $wide)))
