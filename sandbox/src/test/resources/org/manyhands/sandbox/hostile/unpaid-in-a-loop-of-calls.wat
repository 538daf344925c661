;; expect: exceeded fuel
;; A loop in each of 2,000 frames calls a leaf for less than a loop may owe, and then itself.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $r (param $n i32) (local $i i32)
    (if (i32.eqz (local.get $n)) (then (call $proc_exit (i32.const 0))))
    (loop $l
      (if (i32.eq (local.get $i) (i32.const 2500)) (then (call $r (i32.sub (local.get $n) (i32.const 1)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $l)))
  (func (export "_start") (call $r (i32.const 2000))))
