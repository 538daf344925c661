;; expect: refused offset
;; A static offset of 2^31.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (i32.load offset=0x80000000 (i32.const 0)))))
