;; expect: refused reserved
;; Imports the meter's other function.
(module
  (import "manyhands" "stack_exhausted" (func $s))
  (func (export "_start") (call $s)))
