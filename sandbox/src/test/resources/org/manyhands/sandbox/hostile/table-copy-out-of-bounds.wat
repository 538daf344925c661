;; expect: trapped table-out-of-bounds
;; fuel: 100000000000
;; A negative length.
(module
  (memory (export "memory") 1)
  (table 10 funcref)
  (func (export "_start")
    (table.copy (i32.const 0) (i32.const 0) (i32.const -1))))
