;; expect: exceeded stack
;; fuel: 20000000
;; Two functions that call one another.
(module
  (memory (export "memory") 1)
  (func $f (param i64) (call $g (i64.add (local.get 0) (i64.const 1))) (nop))
  (func $g (param i64) (call $f (local.get 0)) (nop))
  (func (export "_start")
    (call $f (i64.const 1))))
