;; expect: exceeded stack
;; fuel: 20000000
;; A ring of three functions, one of which has results.
(module
  (memory (export "memory") 1)
  (func $f (result i32) (call $g (i32.const 1)))
  (func $g (param i32) (result i32) (i32.add (call $h (local.get 0)) (i32.const 1)))
  (func $h (param i32) (result i32) (i32.add (call $f) (local.get 0)))
  (func (export "_start")
    (drop (call $f))))
