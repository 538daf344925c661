;; expect: refused size
;; repeat OPERANDS 20000: (i32.const 1)
;; No block has too many of its own.
(module
  (memory (export "memory") 1)
  (func $deep (param i32) {OPERANDS} (block (br_if 0 (local.get 0)) {OPERANDS} (br 0)) (return))
  (func (export "_start") (call $deep (i32.const 0))))
