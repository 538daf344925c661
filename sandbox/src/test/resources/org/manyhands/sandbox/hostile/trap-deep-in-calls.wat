;; expect: trapped integer-divide-by-zero
;; A trap 500 calls deep, in a loop.
(module
  (memory (export "memory") 1)
  (func $f (param i32) (result i32)
    (loop $l (br_if $l (i32.const 0)))
    (if (result i32) (local.get 0)
      (then (i32.add (i32.const 1) (call $f (i32.sub (local.get 0) (i32.const 1)))))
      (else (i32.div_u (i32.const 1) (local.get 0)))))
  (func (export "_start")
    (drop (call $f (i32.const 500)))))
