;; expect: exceeded fuel
;; repeat DIVISIONS 1000: (local.set $a (i64.div_u (i64.const -1) (i64.or (local.get $a) (i64.const 3))))
;; Piles up what it owes, calls itself by a table, and exits by the table too.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (type $f (func (param i32)))
  (table 2 funcref)
  (elem (i32.const 0) $proc_exit $r)
  (memory (export "memory") 1)
  (func $r (param $n i32) (local $a i64)
    {DIVISIONS}
    (if (i32.eqz (local.get $n)) (then (call_indirect (type $f) (i32.const 0) (i32.const 0))))
    (call_indirect (type $f) (i32.sub (local.get $n) (i32.const 1)) (i32.const 1)))
  (func (export "_start") (call $r (i32.const 3000))))
