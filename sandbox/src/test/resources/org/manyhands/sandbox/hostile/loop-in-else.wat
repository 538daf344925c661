;; expect: exceeded fuel
;; The way back lies in the arm of an if.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (local $i i32)
    (loop $again
      (if (i32.and (local.get $i) (i32.const 1)) (then (br $again)) (else (local.set $i (i32.const 0)) (br $again))))))
