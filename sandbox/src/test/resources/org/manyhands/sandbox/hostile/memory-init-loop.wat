;; expect: exceeded fuel
;; repeat BYTES 10000: x
;; Copies a passive segment into memory again and again.
(module
  (memory (export "memory") 1)
  (data $d "{BYTES}")
  (func (export "_start")
    (loop $more (memory.init $d (i32.const 0) (i32.const 0) (i32.const 10000)) (br $more))))
