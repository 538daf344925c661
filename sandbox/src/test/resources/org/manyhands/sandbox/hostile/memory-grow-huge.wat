;; expect: finished 0
;; fuel: 1000000000
;; Growth by -1, 2^31 and 65536 pages is refused.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (func (export "_start")
    (call $is (i32.const 1) (memory.grow (i32.const -1)) (i32.const -1))
    (call $is (i32.const 2) (memory.grow (i32.const 0x80000000)) (i32.const -1))
    (call $is (i32.const 3) (memory.grow (i32.const 65536)) (i32.const -1))
    (call $is (i32.const 4) (memory.grow (i32.const 0x7fffffff)) (i32.const -1))
    (call $is (i32.const 5) (memory.size) (i32.const 1))
    (call $is (i32.const 6) (memory.grow (i32.const 0)) (i32.const 1))))
