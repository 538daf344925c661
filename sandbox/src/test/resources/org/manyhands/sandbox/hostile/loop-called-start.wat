;; expect: exceeded fuel
;; _start is the start function, too, and calls itself through an export.
(module
  (memory (export "memory") 1)
  (func $s (export "_start") (export "again") (loop $l (br $l)))
  (start $s))
