;; expect: trapped memory-out-of-bounds
;; Eight bytes at an odd address of which the last lies beyond.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (i64.store align=1 (i32.const 65528) (i64.const -1))
    (drop (i64.load align=1 (i32.const 65528)))
    (drop (i64.load align=1 (i32.const 65529)))))
