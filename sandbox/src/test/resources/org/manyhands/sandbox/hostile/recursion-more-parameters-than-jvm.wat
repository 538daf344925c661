;; expect: exceeded stack
;; repeat TYPES 300:  i64
;; repeat ZEROS 300: (i64.const #)
;; repeat GETS 300: (local.get #)
;; fuel: 20000000
;; Each call passes 300 parameters, more than a Java method takes.
(module
  (memory (export "memory") 1)
  (func $f (param {TYPES}) (call $f {GETS}) (nop))
  (func (export "_start")
    (call $f {ZEROS})))
