;; expect: trapped table-out-of-bounds
;; More elements than the segment has.
(module
  (memory (export "memory") 1)
  (table 10 funcref)
  (elem $e func $f)
  (func $f)
  (func (export "_start")
    (table.init $e (i32.const 0) (i32.const 0) (i32.const 2))))
