;; expect: exceeded fuel
;; The start function loops after it did some work.
(module
  (memory (export "memory") 1)
  (func $s (local $i i32)
    (loop $work (br_if $work (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
    (loop $again (br $again)))
  (start $s)
  (func (export "_start")))
