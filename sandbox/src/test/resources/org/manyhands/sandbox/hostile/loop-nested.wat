;; expect: exceeded fuel
;; Loops in loops, each of them endless.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $a (loop $b (loop $c (br $c)) (br $b)) (br $a))))
