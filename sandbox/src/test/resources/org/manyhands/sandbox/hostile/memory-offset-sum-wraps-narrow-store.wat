;; expect: trapped memory-out-of-bounds
;; The same for a store of a byte; the interpreter of the runtime lets this one wrap.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.store8 offset=0x7ffffffe (i32.const 0x80000002) (i32.const 1))))
