;; expect: refused reserved
;; Imports the fuel counter by its name.
(module
  (import "manyhands" "manyhands_fuel" (global $fuel (mut i64)))
  (func (export "_start") (global.set $fuel (i64.const 0x7fffffffffffffff))))
