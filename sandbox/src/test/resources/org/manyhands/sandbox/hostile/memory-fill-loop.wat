;; expect: exceeded fuel
;; fuel: 100000000
;; Fills all of 16 MiB again and again.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (memory.grow (i32.const 255)))
    (loop $more (memory.fill (i32.const 0) (i32.const 170) (i32.const 0x1000000)) (br $more))))
