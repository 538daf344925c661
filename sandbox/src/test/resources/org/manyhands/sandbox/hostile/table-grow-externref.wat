;; expect: finished 0
;; fuel: 100000000000
;; The same for a table of externref.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (table 10 externref)
  (func (export "_start")
    (call $is (i32.const 1) (table.grow (ref.null extern) (i32.const 0x7fffffff)) (i32.const -1))
    (call $is (i32.const 2) (table.grow (ref.null extern) (i32.const -1)) (i32.const -1))
    (call $is (i32.const 3) (table.grow (ref.null extern) (i32.const 5)) (i32.const 10))
    (call $is (i32.const 4) (ref.is_null (table.get (i32.const 14))) (i32.const 1))))
