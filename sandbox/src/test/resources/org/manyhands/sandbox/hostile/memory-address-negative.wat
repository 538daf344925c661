;; expect: trapped memory-out-of-bounds
;; Addresses are unsigned: -8 is near 4 GiB.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.store offset=16 (i32.const -8) (i32.const 1))))
