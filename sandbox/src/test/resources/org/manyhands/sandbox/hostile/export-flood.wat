;; expect: finished 0
;; repeat EXPORTS 10000: (export "e#")
;; 10,000 exports of one function.
(module
  (memory (export "memory") 1)
  (func $f {EXPORTS} (export "_start")))
