;; expect: trapped table-out-of-bounds
;; A dropped element segment is empty.
(module
  (memory (export "memory") 1)
  (table 10 funcref)
  (elem $e func $f)
  (func $f)
  (func (export "_start")
    (elem.drop $e)
    (table.init $e (i32.const 0) (i32.const 0) (i32.const 1))))
