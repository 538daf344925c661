;; expect: trapped memory-out-of-bounds
;; An active segment that ends beyond memory, so that the module cannot begin.
(module
  (memory (export "memory") 1)
  (data (i32.const 65535) "ab")
  (func (export "_start")))
