;; expect: exceeded fuel
;; The dearest instructions, in a loop.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (local $i i64)
    (loop $again
      (local.set $i (i64.add (i64.rem_u (i64.const -1) (i64.or (local.get $i) (i64.const 1))) (i64.const 1)))
      (br $again))))
