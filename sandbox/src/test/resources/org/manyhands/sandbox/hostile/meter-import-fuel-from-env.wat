;; expect: refused imports
;; The same from another module.
(module
  (import "env" "manyhands_fuel" (global $fuel (mut i64)))
  (func (export "_start")))
