;; expect: trapped table-out-of-bounds
;; An element at -1.
(module
  (memory (export "memory") 1)
  (table 10 funcref)
  (func (export "_start")
    (drop (table.get (i32.const -1)))))
