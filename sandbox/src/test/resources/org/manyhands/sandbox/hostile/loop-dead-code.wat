;; expect: exceeded fuel
;; Most of the function can never run; the rest runs for ever.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $again
      (br $again)
      (drop (i64.div_u (i64.const 1) (i64.const 0)))
      (unreachable))))
