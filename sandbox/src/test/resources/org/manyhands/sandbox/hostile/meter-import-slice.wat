;; expect: refused reserved
;; Asks for slices of its own.
(module
  (import "manyhands" "slice" (func $slice (param i64) (result i64)))
  (func (export "_start") (drop (call $slice (i64.const 0)))))
