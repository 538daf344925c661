;; expect: finished 0
;; The least number modulo -1 is 0, and no trap.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (call $is (i32.const 1) (i32.rem_s (i32.const 0x80000000) (i32.const -1)) (i32.const 0))
    (call $is (i32.const 2) (i64.eqz (i64.rem_s (i64.const 0x8000000000000000) (i64.const -1))) (i32.const 1))))
