;; expect: trapped memory-out-of-bounds
;; The source ends a byte beyond memory.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (memory.copy (i32.const 0) (i32.const 65530) (i32.const 7))))
