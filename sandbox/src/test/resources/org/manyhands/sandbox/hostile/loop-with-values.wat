;; expect: exceeded fuel
;; A loop that takes and gives values.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (i64.const 1) (loop $again (param i64) (result i64) (i64.const 3) (i64.mul) (br $again)))))
