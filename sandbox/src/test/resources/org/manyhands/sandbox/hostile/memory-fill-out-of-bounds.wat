;; expect: trapped memory-out-of-bounds
;; fuel: 1000000000
;; 4 GiB less a byte do not fit; the length is charged before anything happens.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (memory.fill (i32.const 0) (i32.const 1) (i32.const -1))))
