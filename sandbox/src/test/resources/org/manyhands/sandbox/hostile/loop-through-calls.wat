;; expect: exceeded fuel
;; Each turn calls a function that does nothing.
(module
  (memory (export "memory") 1)
  (func $nothing)
  (func (export "_start")
    (loop $again (call $nothing) (br $again))))
