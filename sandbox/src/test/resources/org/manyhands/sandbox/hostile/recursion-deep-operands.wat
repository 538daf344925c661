;; expect: exceeded stack
;; repeat GETS 200: (local.get 0) 
;; repeat ADDS 200: (i64.add) 
;; fuel: 20000000
;; Each frame holds 200 operands while it calls itself.
(module
  (memory (export "memory") 1)
  (func $f (param i64) (result i64) {GETS} (call $f (local.get 0)) {ADDS})
  (func (export "_start")
    (drop (call $f (i64.const 1)))))
