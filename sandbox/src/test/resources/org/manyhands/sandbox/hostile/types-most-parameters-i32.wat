;; expect: finished 242
;; repeat TYPES 250:  i32
;; repeat ZEROS 250: (i32.const #)
;; Called by name and through a table, with as many parameters as are allowed; each brings the last.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (type $t (func (param{TYPES}) (result i32)))
  (memory (export "memory") 1)
  (table funcref (elem $f))
  (func $f (type $t) (local.get 249))
  (func (export "_start")
    (call $exit (i32.and (i32.const 255) (i32.add (call $f {ZEROS}) (call_indirect (type $t) {ZEROS} (i32.const 0)))))))
