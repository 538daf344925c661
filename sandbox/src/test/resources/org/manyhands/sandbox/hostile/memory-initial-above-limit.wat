;; expect: exceeded memory
;; A memory that begins above the work unit's limit: not one instruction runs.
(module
  (memory (export "memory") 1000)
  (func (export "_start") (unreachable)))
