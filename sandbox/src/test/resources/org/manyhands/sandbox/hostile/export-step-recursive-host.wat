;; expect: trapped unreachable
;; The result function of the step API traps.
(module
  (memory (export "memory") 1)
  (func (export "manyhands_init"))
  (func (export "manyhands_step") (result i32) (i32.const 0))
  (func (export "manyhands_result") (unreachable)))
