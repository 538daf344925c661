;; expect: refused size
;; repeat RESULTS 125: (result i64)
;; repeat CALLS 200: (call $many)
;; A short function with many operands.
(module
  (memory (export "memory") 1)
  (func $many {RESULTS} unreachable)
  (func (export "_start") {CALLS} (return)))
