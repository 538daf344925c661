;; expect: trapped table-out-of-bounds
;; An element at 2^31.
(module
  (memory (export "memory") 1)
  (table 10 funcref)
  (func (export "_start")
    (table.set (i32.const 0x80000000) (ref.null func))))
