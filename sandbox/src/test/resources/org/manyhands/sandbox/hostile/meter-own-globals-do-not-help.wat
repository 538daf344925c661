;; expect: exceeded fuel
;; Globals that look like the counter are not it.
(module
  (memory (export "memory") 1)
  (global $a (mut i64) (i64.const 0))
  (global $b (export "fuel") (mut i64) (i64.const 0))
  (func (export "_start")
    (loop $again
      (global.set $a (i64.const 0x7fffffffffffffff)) (global.set $b (i64.const 0x7fffffffffffffff))
      (br $again))))
