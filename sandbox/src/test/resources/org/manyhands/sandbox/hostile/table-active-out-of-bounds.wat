;; expect: trapped table-out-of-bounds
;; An active segment that ends beyond the table.
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (elem (i32.const 1) $f)
  (func $f)
  (func (export "_start")))
