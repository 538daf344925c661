;; expect: exceeded fuel
;; fuel: 200000
;; A step that always says there is more.
(module
  (memory (export "memory") 1)
  (func (export "manyhands_init"))
  (func (export "manyhands_step") (result i32) (i32.const 1))
  (func (export "manyhands_result")))
