;; expect: exceeded fuel
;; fuel: 20000000
;; Fills a table of 100,000 elements again and again.
(module
  (memory (export "memory") 1)
  (table 100000 funcref)
  (func (export "_start")
    (loop $more (table.fill (i32.const 0) (ref.null func) (i32.const 100000)) (br $more))))
