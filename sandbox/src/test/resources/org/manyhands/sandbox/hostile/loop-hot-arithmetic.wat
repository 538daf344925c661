;; expect: exceeded fuel
;; fuel: 300000000
;; engines: compiled
;; Arithmetic of all widths for as long as it is let.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (local $x i64) (local $y f64)
    (loop $again
      (local.set $x (i64.add (i64.mul (local.get $x) (i64.const 6364136223846793005)) (i64.const 1)))
      (local.set $y (f64.add (local.get $y) (f64.convert_i64_s (local.get $x))))
      (br $again))))
