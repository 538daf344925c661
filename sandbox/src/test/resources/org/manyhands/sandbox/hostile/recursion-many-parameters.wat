;; expect: exceeded stack
;; repeat TYPES 200:  i64
;; repeat ZEROS 200: (i64.const #)
;; repeat GETS 200: (local.get #)
;; fuel: 20000000
;; Each call passes 200 parameters.
(module
  (memory (export "memory") 1)
  (func $f (param {TYPES}) (call $f {GETS}) (nop))
  (func (export "_start")
    (call $f {ZEROS})))
