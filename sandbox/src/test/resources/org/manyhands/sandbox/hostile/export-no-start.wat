;; expect: refused entry
;; There is nothing to be run.
(module
  (memory (export "memory") 1)
  (func (export "main")))
