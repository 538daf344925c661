;; expect: refused size
;; repeat TYPES 126:  i64
;; repeat ZEROS 126: (i64.const #)
;; repeat GETS 126: (local.get #)
;; Each call passes 126 parameters of 64 bits, more than a Java method takes.
(module
  (memory (export "memory") 1)
  (func $f (param {TYPES}) (call $f {GETS}) (nop))
  (func (export "_start")
    (call $f {ZEROS})))
