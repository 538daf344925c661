;; expect: refused entry
;; _start has a parameter.
(module
  (memory (export "memory") 1)
  (func (export "_start") (param i32)))
