;; expect: refused entry
;; Both the step API and _start.
(module
  (memory (export "memory") 1)
  (func (export "_start"))
  (func (export "manyhands_init"))
  (func (export "manyhands_step") (result i32) (i32.const 0))
  (func (export "manyhands_result")))
