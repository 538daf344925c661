;; expect: exceeded stack
;; repeat TYPES 125:  i64
;; repeat ZEROS 125: (i64.const #)
;; repeat GETS 125: (local.get #)
;; fuel: 12500000
;; Each call passes 125 parameters.
(module
  (memory (export "memory") 1)
  (func $f (param {TYPES}) (call $f {GETS}) (nop))
  (func (export "_start")
    (call $f {ZEROS})))
