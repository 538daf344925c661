;; expect: finished 140
;; repeat TYPES 125:  f64
;; repeat VALUES 125:  f64.const #
;; repeat ADDS 125:  i32.trunc_f64_s local.get 0 i32.add local.set 0
;; Called by name and through a table, with as many results as are allowed.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (type $t (func (result{TYPES})))
  (memory (export "memory") 1)
  (table funcref (elem $f))
  (func $f (type $t) {VALUES})
  (func (export "_start") (local i32)
    call $f {ADDS}
    i32.const 0 call_indirect (type $t) {ADDS}
    local.get 0 i32.const 255 i32.and call $exit))
