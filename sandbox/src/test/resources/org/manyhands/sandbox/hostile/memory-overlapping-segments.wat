;; expect: finished 0
;; Segments that overlap are laid down in their order, and a passive one on top of them.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (data (i32.const 100) "aaaa")
  (data (i32.const 101) "222")
  (data (i32.const 103) "3")
  (data $p "zz")
  (func (export "_start")
    (call $is (i32.const 1) (i32.load (i32.const 100)) (i32.const 0x33323261))
    (memory.init $p (i32.const 101) (i32.const 0) (i32.const 2))
    (call $is (i32.const 2) (i32.load (i32.const 100)) (i32.const 0x337a7a61))
    (memory.copy (i32.const 101) (i32.const 100) (i32.const 3))
    (call $is (i32.const 3) (i32.load (i32.const 100)) (i32.const 0x7a7a6161))))
