;; expect: refused reserved
;; A name in the meter's module that does not exist.
(module
  (import "manyhands" "exec" (func $s))
  (func (export "_start") (call $s)))
