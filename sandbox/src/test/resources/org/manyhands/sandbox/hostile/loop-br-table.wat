;; expect: exceeded fuel
;; An endless loop whose only way back is a br_table.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (local $i i32)
    (loop $a (loop $b
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_table $a $b $a $b (i32.and (local.get $i) (i32.const 3)))))))
