;; expect: exceeded fuel
;; fuel: 100000000
;; Copies all but a byte of 16 MiB by one byte, again and again.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (memory.grow (i32.const 255)))
    (loop $more (memory.copy (i32.const 1) (i32.const 0) (i32.const 0xffffff)) (br $more))))
