;; expect: exceeded stack
;; fuel: 20000000
;; _start calls itself.
(module
  (memory (export "memory") 1)
  (func $again (call $b))
  (func $b (call $again) (call $again))
  (func (export "_start")
    (call $again)))
