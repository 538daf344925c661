;; expect: refused size
;; repeat TYPES 126:  f64
;; repeat VALUES 126:  f64.const #
;; A function of 126 results of 64 bits.
(module
  (memory (export "memory") 1)
  (func (result{TYPES}) {VALUES})
  (func (export "_start")))
