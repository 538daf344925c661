;; expect: refused entry
;; A part of the step API only.
(module
  (memory (export "memory") 1)
  (func (export "manyhands_init")))
