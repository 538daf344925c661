;; expect: trapped memory-out-of-bounds
;; Address and offset together pass 2^32.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (i32.load offset=0x7fffffff (i32.const 0x80000001)))))
