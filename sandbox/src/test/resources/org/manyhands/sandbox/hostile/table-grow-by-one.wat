;; expect: exceeded fuel
;; fuel: 3000000
;; Grows by one element for as long as there is fuel.
(module
  (memory (export "memory") 1)
  (table 0 funcref)
  (func (export "_start")
    (loop $more (br_if $more (i32.ne (table.grow (ref.null func) (i32.const 1)) (i32.const -1))))))
