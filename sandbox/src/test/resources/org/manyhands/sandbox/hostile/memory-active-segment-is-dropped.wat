;; expect: trapped memory-out-of-bounds
;; An active segment is dropped once memory holds it.
(module
  (memory (export "memory") 1)
  (data $d (i32.const 0) "abc")
  (func (export "_start")
    (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))))
