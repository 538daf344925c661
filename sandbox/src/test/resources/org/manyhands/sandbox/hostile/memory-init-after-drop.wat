;; expect: trapped memory-out-of-bounds
;; A dropped segment has no bytes left.
(module
  (memory (export "memory") 1)
  (data $d "abc")
  (func (export "_start")
    (memory.init $d (i32.const 0) (i32.const 0) (i32.const 3))
    (data.drop $d)
    (memory.init $d (i32.const 0) (i32.const 0) (i32.const 0))
    (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))))
