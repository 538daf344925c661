;; expect: refused memory
;; A memory that begins with 2 GiB, one page more than any run can have.
(module
  (memory (export "memory") 32768)
  (func (export "_start")))
