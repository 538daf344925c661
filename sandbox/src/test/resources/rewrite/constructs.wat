;; loops with operands below them
(module (memory 1)
  (func (export "f") (param $n i32) (result i32 f64)
    i32.const 1 f64.const 2
    i32.const 3 i64.const 4
    (loop (param i32 i64) (result i32)
      drop drop
      i32.const 5 i64.const 6
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if 0
      drop)
    drop)
  (func (export "g") (param i32) (result i32)
    i32.const 9
    (if (result i32) (local.get 0)
      (then (loop $l (result i32) (br_if $l (i32.eqz (i32.load (i32.const 0)))) (i32.const 1)))
      (else (loop $l (result i32) (br_if $l (i32.const 0)) (i32.const 2))))
    i32.add)
  (func (export "h") (param i32) (result i32)
    i32.const 1 i32.const 2 (local.get 0)
    (if (param i32) (result i32) (then (loop $l (br_if $l (i32.load (i32.const 4)))))) 
    i32.add))

;; if with a loop and without else, that takes and gives an operand
(module (memory 1)
  (func (export "f") (param i32 i64) (result i64)
    local.get 1
    local.get 0
    (if (param i64) (result i64)
      (then (loop $l (br_if $l (i32.load (i32.const 0)))) (i64.add (i64.const 1))))))

;; nested loops, the outer one with a branch table
(module (memory 1)
  (func (export "f") (param $n i32)
    (block $out
      (loop $outer
        (loop $inner
          (i32.store (i32.const 0) (i32.const 1))
          (br_if $inner (i32.load (i32.const 8))))
        (br_table $outer $out $outer (i32.load (i32.const 4)))))
    (loop (nop))
    (i32.store (i32.const 8) (i32.const 2))))

;; branches that skip what follows them
(module (memory 1)
  (func (export "f") (param i32) (result i32)
    (block $a
      (block $b
        (block $c
          (br_if $a (local.get 0))
          (i32.store (i32.const 0) (i32.const 1)))
        (i32.store (i32.const 4) (i32.const 1))
        (if (local.get 0) (then (br $b)) (else (i32.store (i32.const 8) (i32.const 1))))
        (if (local.get 0) (then (return (i32.const 3))))
        (i32.store (i32.const 12) (i32.const 1)))
      (if (local.get 0) (then (br $a) (block (loop (br 0))) (if (i32.const 1) (then) (else))) (else (br $a)))
      (drop (i32.const 1)))
    (block (br 0) (drop (i32.const 1)))
    (if (result i32) (local.get 0) (then (unreachable)) (else (i32.const 4)))))

;; nothing behind what never ends
(module
  (func (export "f") (block (loop (br 0)) (drop (i32.const 1))) (drop (i32.const 2)))
  (func (export "g") (param i32) (result i32)
    i32.const 1
    (block (result i32) (if (local.get 0) (then (return (i32.const 1))) (else (return (i32.const 2)))) (i32.const 3))
    i32.add)
  (func (export "h") i32.const 4 (block (loop $l (br_if $l (i32.const 0)) unreachable)) drop))

;; counted loops
(module (memory 1)
  (func (export "up") (param $i i32) (param $n i32)
    (loop (i32.store8 (local.get $i) (i32.const 1))
      (br_if 0 (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  (func (export "reversed") (param $i i32) (param $n i32)
    (loop (i32.store8 (local.get $i) (i32.const 1))
      (br_if 0 (i32.ne (local.get $n) (local.tee $i (i32.add (local.get $i) (i32.const 12)))))))
  (func (export "below") (param $i i32) (param $n i32) (param $s i32)
    (loop (i32.store8 (local.get $i) (i32.const 1))
      (br_if 0 (i32.lt_u (local.tee $i (i32.add (local.get $i) (local.get $s))) (local.get $n))))
    (loop (i32.store8 (local.get $i) (i32.const 1))
      (br_if 0 (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 4096)))))
  (func (export "down") (param $i i32)
    (loop (br_if 0 (local.tee $i (i32.add (local.get $i) (i32.const -1)))))
    (loop (i32.store8 (local.get $i) (i32.const 1))
      (br_if 0 (local.tee $i (i32.add (local.get $i) (i32.const -8)))))))

;; loops that look like counted ones
(module (memory 1)
  (func (export "two") (param $i i32) (param $n i32)
    (loop (local.set $i (i32.mul (local.get $i) (i32.const 1)))
      (br_if 0 (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  (func (export "bound") (param $i i32) (param $n i32)
    (loop (local.set $n (i32.load (i32.const 0)))
      (br_if 0 (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  (func (export "step") (param $i i32) (param $n i32) (param $s i32)
    (loop (local.set $s (i32.load (i32.const 0)))
      (br_if 0 (i32.lt_u (local.tee $i (i32.add (local.get $i) (local.get $s))) (local.get $n))))
    (loop (br_if 0 (i32.ne (local.tee $i (i32.add (local.get $i) (local.get $s))) (local.get $n))))
    (loop (br_if 0 (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 131072))) (local.get $n))))
    (loop (br_if 0 (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 65536))) (local.get $n))))
    (loop (br_if 0 (i32.lt_s (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $n))))
    (loop (br_if 0 (i32.ne (local.tee $i (i32.sub (local.get $i) (i32.const 4))) (local.get $n))))
    (loop (br_if 0 (i32.ne (local.tee $i (i32.add (local.get $n) (i32.const 4))) (local.get $n))))
    (loop (br_if 0 (local.tee $i (i32.const 0))))
    (loop (br_if 0 (local.get $i))))
  (func (export "more") (param $i i32) (param $n i32)
    (loop $l (drop (memory.grow (i32.const 0)))
      (br_if $l (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (loop $l (memory.fill (i32.const 0) (i32.const 0) (i32.const 9))
      (br_if $l (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (loop $l (br_if $l (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))) (nop))
    (loop $l (block) (br_if $l (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))))

;; bits of NaNs where they are seen
(module (memory 1) (global $d (mut f64) (f64.const 0)) (global $s (mut f32) (f32.const nan)) (global $i (mut i32) (i32.const 0))
  (func $sum (param f64 f32) (result f64) (local f64 f32 f64)
    (f64.store (i32.const 0) (local.get 0))
    (f32.store (i32.const 0) (local.get 1))
    (f64.store (i32.const 0) (local.get 2))
    (local.set 2 (f64.load (i32.const 8)))
    (local.set 3 (f32.neg (f32.load (i32.const 8))))
    (f32.store (i32.const 0) (local.get 3))
    (local.set 4 (f64.promote_f32 (local.get 3)))
    (f64.store (i32.const 0) (local.get 4))
    (global.set $d (f64.abs (f64.mul (local.get 0) (local.get 2))))
    (global.set $s (f32.demote_f64 (local.get 0)))
    (global.set $i (i32.reinterpret_f32 (f32.sqrt (local.get 1))))
    (i64.store (i32.const 0) (i64.reinterpret_f64 (f64.copysign (local.get 2) (local.get 0))))
    (i32.store (i32.const 0) (i32.reinterpret_f32 (f32.copysign (local.get 1) (f32.const 1))))
    (f64.store (i32.const 0) (f64.convert_i32_s (i32.const 1)))
    (f32.store (i32.const 0) (f32.convert_i64_u (i64.const 1)))
    (f32.store (i32.const 0) (f32.reinterpret_i32 (i32.const 1)))
    (f64.store (i32.const 0) (f64.reinterpret_i64 (i64.const 1)))
    (f64.store (i32.const 0) (select (f64.load (i32.const 8)) (local.get 0) (i32.const 1)))
    (f64.store (i32.const 0) (select (result f64) (f64.const 2) (f64.const 3) (i32.const 1)))
    (f64.store (i32.const 0) (global.get $d))
    (f64.store (i32.const 0) (local.tee 2 (f64.nearest (local.get 4))))
    (f64.store (i32.const 0) (call $sum (f64.const 1) (f32.const 1)))
    (f64.store (i32.const 0) (block (result f64) (f64.const 1)))
    (local.get 2))
  (func (export "f") (drop (call $sum (f64.const 1) (f32.const 2)))))

;; integers and floats that engines compute in their own ways
(module (memory 1)
  (func (export "f") (param f64 f32 i64 i32) (result i64)
    (drop (f64.min (local.get 0) (f64.const 1)))
    (drop (f32.max (local.get 1) (f32.const 1)))
    (drop (i32.trunc_sat_f64_u (local.get 0)))
    (drop (i64.trunc_sat_f32_s (local.get 1)))
    (drop (i64.trunc_f64_u (local.get 0)))
    (drop (f32.convert_i64_s (local.get 2)))
    (drop (f32.convert_i64_u (local.get 2)))
    (drop (f64.convert_i64_u (local.get 2)))
    (drop (f32.nearest (local.get 1)))
    (drop (i32.rem_s (local.get 3) (i32.const 7)))
    (i64.div_s (i64.extend8_s (local.get 2)) (i64.extend_i32_u (local.get 3)))))

;; memories and tables that grow, bulk operations of every kind
(module (memory 1 4) (table $t 3 9 funcref) (table $u 1 externref)
  (data $d "abc") (data (i32.const 7) "xyz") (elem $e func $g) (elem (i32.const 1) $g) (elem declare func $g)
  (func $g)
  (func (export "f") (param i32)
    (drop (memory.grow (local.get 0))) (drop (memory.size))
    (memory.fill (i32.const 0) (i32.const 0) (local.get 0))
    (memory.copy (i32.const 0) (i32.const 4) (local.get 0))
    (memory.init $d (i32.const 0) (i32.const 0) (local.get 0)) (data.drop $d)
    (table.init $t $e (i32.const 0) (i32.const 0) (local.get 0)) (elem.drop $e)
    (table.copy $t $t (i32.const 0) (i32.const 1) (local.get 0))
    (table.fill $t (i32.const 0) (ref.func $g) (local.get 0))
    (drop (table.grow $u (ref.null extern) (local.get 0)))
    (drop (ref.is_null (table.get $t (i32.const 0))))
    (table.set $t (i32.const 0) (ref.null func))
    (drop (table.size $t))))

;; calls: by name, through tables, of imports, in turn, of oneself
(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (type $v (func)) (type $i (func (param i32) (result i32)))
  (table 4 funcref) (elem (i32.const 0) $a $leaf $b)
  (global $g funcref (ref.func $leaf))
  (func $leaf (type $v))
  (func $small (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $middle (result i32) (call $small (call $small (i32.const 1))))
  (func $a (param i32) (result i32) (call $b (local.get 0)))
  (func $b (param i32) (result i32) (if (local.get 0) (then (return (call $a (i32.const 0))))) (i32.const 2))
  (func $self (param i32) (if (local.get 0) (then (call $self (i32.const 0)))))
  (func $ends (call $exit (i32.const 1)) unreachable)
  (func (export "f") (local i32 i64 f32 f64 i32)
    (call_indirect (type $v) (i32.const 1))
    (local.set 0 (call_indirect (type $i) (call $middle) (i32.const 0)))
    (call $self (local.get 0))
    (call $ends))
  (func $begin (call $leaf)) (start $begin))

;; what is owed is settled before calls, in loops around calls, and in long code
(module
  (type $f (func (param i32)))
  (table funcref (elem $recursive))
  (global $x (mut i64) (i64.const 1))
  (func $leaf (global.set $x (i64.div_u (i64.const -1) (global.get $x))))
  (func $wrapper (call $leaf) (call $recursive (i32.const 0)))
  (func $recursive (export "recursive") (param i32)
    (loop $l
      (br_if $l (i32.and (local.get 0) (i32.const 3)))
      (if (local.get 0) (then (call $leaf)) (else (call $wrapper))))
    (call $recursive (i32.const 1))
    (loop $l
      (loop $m (if (local.get 0) (then (br $m))))
      (call_indirect (type $f) (i32.const 2) (i32.const 0))
      (br_if $l (local.get 0)))))
