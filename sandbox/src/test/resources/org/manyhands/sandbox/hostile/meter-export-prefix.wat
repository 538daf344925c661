;; expect: refused reserved
;; Any name that begins like the meter's.
(module
  (memory (export "memory") 1)
  (func (export "manyhands_anything"))
  (func (export "_start")))
