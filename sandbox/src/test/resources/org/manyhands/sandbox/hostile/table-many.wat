;; expect: refused size
;; repeat TABLES 1000: (table 1000 funcref)
;; A thousand tables.
(module
  (memory (export "memory") 1)
  {TABLES}
  (func (export "_start")))
