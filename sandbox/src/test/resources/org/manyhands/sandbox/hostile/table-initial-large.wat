;; expect: refused size
;; A table that begins with a million and one.
(module
  (memory (export "memory") 1)
  (table 1000001 funcref)
  (func (export "_start")))
