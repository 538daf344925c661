;; expect: exceeded fuel
;; Values lie on the operand stack while the loop runs.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.const 1) (i64.const 2) (f64.const 3)
    (loop $again (br $again))
    (drop) (drop) (drop)))
