;; expect: finished 0
;; fuel: 3000000
;; Grows by 10,000 until it is refused, at a million.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func $is (param $check i32) (param $got i32) (param $wanted i32)
    (if (i32.ne (local.get $got) (local.get $wanted))
      (then (call $proc_exit (local.get $check)))))
  (table 0 funcref)
  (func (export "_start")
    (loop $more (br_if $more (i32.ne (table.grow (ref.null func) (i32.const 10000)) (i32.const -1))))
    (call $is (i32.const 1) (table.size) (i32.const 1000000))))
