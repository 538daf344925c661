;; expect: exceeded fuel
;; fuel: 20000000
;; Moves a table by one element again and again.
(module
  (memory (export "memory") 1)
  (table 100000 funcref)
  (func (export "_start")
    (loop $more (table.copy (i32.const 1) (i32.const 0) (i32.const 99999)) (br $more))))
