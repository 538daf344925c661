;; expect: finished 0
;; Loads of every width at the very last place where they fit.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (i32.load8_u (i32.const 65535)))
    (drop (i32.load16_u (i32.const 65534)))
    (drop (i32.load (i32.const 65532)))
    (drop (i64.load (i32.const 65528)))
    (drop (f32.load offset=4 (i32.const 65528)))
    (drop (f64.load offset=8 (i32.const 65520)))
    (memory.fill (i32.const 65536) (i32.const 0) (i32.const 0))
    (memory.copy (i32.const 65536) (i32.const 65536) (i32.const 0))))
