;; expect: finished 0
;; random_get of 4 GiB less one, and of all of memory.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (call $is (i32.const 1) (call $random_get (i32.const 0) (i32.const -1)) (i32.const 21))
    (call $is (i32.const 2) (call $random_get (i32.const 0) (i32.const 0x80000000)) (i32.const 21))
    (call $is (i32.const 3) (call $random_get (i32.const 0) (i32.const 65536)) (i32.const 0))
    (call $is (i32.const 4) (call $random_get (i32.const 65536) (i32.const 0)) (i32.const 0))))
