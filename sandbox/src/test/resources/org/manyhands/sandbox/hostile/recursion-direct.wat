;; expect: exceeded stack
;; fuel: 20000000
;; A function that calls itself.
(module
  (memory (export "memory") 1)
  (func $f (call $f) (nop))
  (func (export "_start")
    (call $f)))
