;; expect: exceeded fuel
;; fuel: 20000000
;; Asks again and again for a full million, in vain.
(module
  (memory (export "memory") 1)
  (table 0 funcref)
  (func (export "_start")
    (drop (table.grow (ref.null func) (i32.const 1)))
    (loop $more (drop (table.grow (ref.null func) (i32.const 1000000))) (br $more))))
