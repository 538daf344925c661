;; expect: trapped integer-overflow
;; 2^63 as an i64.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (i64.trunc_f64_s (f64.const 9223372036854775808)))))
