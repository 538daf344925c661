;; expect: refused memory
;; A memory that begins with 4 GiB.
(module
  (memory (export "memory") 65536)
  (func (export "_start")))
