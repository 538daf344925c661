;; expect: finished 248
;; repeat TYPES 125:  f64
;; repeat ZEROS 125: (f64.const #)
;; Called by name and through a table, with as many parameters as are allowed; each brings the last.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (type $t (func (param{TYPES}) (result f64)))
  (memory (export "memory") 1)
  (table funcref (elem $f))
  (func $f (type $t) (local.get 124))
  (func (export "_start")
    (call $exit (i32.and (i32.const 255) (i32.add (i32.trunc_f64_s (call $f {ZEROS})) (i32.trunc_f64_s (call_indirect (type $t) {ZEROS} (i32.const 0))))))))
