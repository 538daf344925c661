;; expect: finished 0
;; fuel: 1000000
;; Every new page is written to, up to the limit of 16 MiB.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (local $at i32)
    (loop $more
      (i32.store (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 4)) (i32.const -1))
      (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))))
