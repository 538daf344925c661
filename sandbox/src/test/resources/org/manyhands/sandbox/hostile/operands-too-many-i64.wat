;; expect: refused size
;; repeat OPERANDS 30000: (i64.const 0)
;; The library that writes Java methods counts the places of operands in 16 bits with a sign.
(module
  (memory (export "memory") 1)
  (func $deep {OPERANDS} (return))
  (func (export "_start") (call $deep)))
