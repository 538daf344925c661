;; expect: refused reserved
;; Exports a counter of its own that is always full.
(module
  (memory (export "memory") 1)
  (global (export "manyhands_fuel") (mut i64) (i64.const 0x7fffffffffffffff))
  (func (export "_start") (loop $l (br $l))))
