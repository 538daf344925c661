;; expect: exceeded fuel
;; A state machine in a br_table inside a loop, as obfuscators make them.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (local $state i32)
    (loop $next
      (block $c (block $b (block $a
        (br_table $a $b $c (local.get $state)))
        (local.set $state (i32.const 1)) (br $next))
        (local.set $state (i32.const 2)) (br $next))
      (local.set $state (i32.const 0)) (br $next))))
