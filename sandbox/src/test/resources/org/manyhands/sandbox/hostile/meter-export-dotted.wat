;; expect: refused reserved
;; The same with a dot.
(module
  (memory (export "memory") 1)
  (func (export "manyhands.slice") (param i64) (result i64) (i64.const 0x7fffffffffffffff))
  (func (export "_start")))
