;; expect: trapped memory-out-of-bounds
;; Nothing, a byte beyond the end, is out of bounds.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (memory.fill (i32.const 65537) (i32.const 0) (i32.const 0))))
