;; expect: exceeded fuel
;; repeat MULTIPLICATIONS 60: (global.set $x (i32.mul (global.get $x) (i32.const 3)))
;; repeat CALLS 20000: (call $leaf)
;; Owes a whole function of 20,000 calls in each frame.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (global $x (mut i32) (i32.const 1))
  (func $leaf {MULTIPLICATIONS})
  (func $r (param $n i32)
    (if (i32.eqz (local.get $n))
      (then (call $proc_exit (i32.const 0)))
      (else {CALLS} (call $r (i32.sub (local.get $n) (i32.const 1))))))
  (func (export "_start") (call $r (i32.const 4500))))
