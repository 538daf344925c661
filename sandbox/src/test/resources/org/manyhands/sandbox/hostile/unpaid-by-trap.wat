;; expect: exceeded fuel
;; repeat MULTIPLICATIONS 60: (global.set $x (i32.mul (global.get $x) (i32.const 3)))
;; repeat CALLS 300: (call $leaf)
;; Piles up what it owes in 4,000 frames, and traps in the deepest.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (global $x (mut i32) (i32.const 1))
  (func $leaf {MULTIPLICATIONS})
  (func $r (param $n i32)
    (if (i32.eqz (local.get $n))
      (then (drop (i32.div_u (i32.const 1) (i32.const 0))))
      (else {CALLS} (call $r (i32.sub (local.get $n) (i32.const 1))))))
  (func (export "_start") (call $r (i32.const 4000))))
