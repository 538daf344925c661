;; expect: refused size
;; A table that begins with 2^32 - 1 elements.
(module
  (memory (export "memory") 1)
  (table 0xffffffff funcref)
  (func (export "_start")))
