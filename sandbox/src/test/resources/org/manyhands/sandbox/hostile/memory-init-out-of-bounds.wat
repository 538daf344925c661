;; expect: trapped memory-out-of-bounds
;; More than the segment holds.
(module
  (memory (export "memory") 1)
  (data $d "abc")
  (func (export "_start")
    (memory.init $d (i32.const 0) (i32.const 1) (i32.const 3))))
