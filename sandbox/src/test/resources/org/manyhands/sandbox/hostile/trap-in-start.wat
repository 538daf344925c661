;; expect: trapped unreachable
;; The start function traps, so _start never runs.
(module
  (memory (export "memory") 1)
  (func $s (unreachable))
  (start $s)
  (func (export "_start")))
