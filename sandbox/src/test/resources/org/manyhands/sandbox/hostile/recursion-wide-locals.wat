;; expect: exceeded stack
;; repeat DECLARED 30000: (local i64)
;; fuel: 20000000
;; Each frame has 30,000 locals, all of them i64.
(module
  (memory (export "memory") 1)
  (func $f
    {DECLARED}
    (call $f) (drop (local.get 29999)))
  (func (export "_start")
    (call $f)))
