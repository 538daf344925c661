;; expect: trapped memory-out-of-bounds
;; An active segment at 2^32 - 1.
(module
  (memory (export "memory") 1)
  (data (i32.const -1) "a")
  (func (export "_start")))
