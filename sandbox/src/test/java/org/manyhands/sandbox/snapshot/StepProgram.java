package org.manyhands.sandbox.snapshot;

import com.dylibso.chicory.wabt.Wat2Wasm;

/** A program with the step API whose every step depends on all that a run is made of, and writes it down. */
public final class StepProgram {
    /** What says that a passive data segment is still there: traps when it was dropped. */
    public static final String USES_DATA = "(memory.init $passive (i32.const 1500) (i32.const 0) (i32.const 7))";

    /** What says that a passive element segment is still there: traps when it was dropped. */
    public static final String USES_ELEMENTS =
            "(table.init $table $functions (i32.const 0) (i32.const 0) (i32.const 2))";

    /** How many steps it takes. */
    public static final int STEPS = 6;

    private static final String TEXT = """
            (module
              (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_seek" (func $fd_seek (param i32 i64 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_readdir" (func $fd_readdir (param i32 i32 i32 i64 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_open"
                (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_unlink_file" (func $unlink (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_create_directory" (func $mkdir (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
              (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
              (memory (export "memory") 2 16)
              (table $table 3 20 funcref)
              (global $count (mut i32) (i32.const 0))
              (global $real (mut f64) (f64.const 1))
              (global $chosen (mut funcref) (ref.null func))
              (data (i32.const 64) "log" "gone" "sub" "peer" "." "last")
              (data $passive "passive")
              (elem $functions funcref (ref.func $seven) (ref.func $nine))
              (type $answer (func (result i32)))
              (func $seven (result i32) (i32.const 7))
              (func $nine (result i32) (i32.const 9))
              (func $begin (i32.store (i32.const 4000) (i32.add (i32.load (i32.const 4000)) (i32.const 1))))
              (start $begin)

              (func $open (param $name i32) (param $length i32) (param $how i32)
                (drop (call $path_open (i32.const 4) (i32.const 0) (local.get $name) (local.get $length)
                  (local.get $how) (i64.const 0x6e) (i64.const 0x6e) (i32.const 0) (i32.const 32))))
              (func $write (param $descriptor i32) (param $address i32) (param $length i32)
                (i32.store (i32.const 0) (local.get $address))
                (i32.store (i32.const 4) (local.get $length))
                (drop (call $fd_write (local.get $descriptor) (i32.const 0) (i32.const 1) (i32.const 8))))
              (func $read (param $descriptor i32) (param $address i32) (param $length i32)
                (i32.store (i32.const 0) (local.get $address))
                (i32.store (i32.const 4) (local.get $length))
                (drop (call $fd_read (local.get $descriptor) (i32.const 0) (i32.const 1) (i32.const 8))))
              (func $sleep
                (memory.fill (i32.const 1600) (i32.const 0) (i32.const 48))
                (i32.store (i32.const 1616) (i32.const 1))
                (i64.store (i32.const 1624) (i64.const 123456789))
                (drop (call $poll (i32.const 1600) (i32.const 1700) (i32.const 1) (i32.const 1800))))

              (func (export "manyhands_init")
                (drop (call $mkdir (i32.const 4) (i32.const 71) (i32.const 3)))
                (call $open (i32.const 64) (i32.const 3) (i32.const 1))
                (call $open (i32.const 67) (i32.const 4) (i32.const 1))
                (drop (call $unlink (i32.const 4) (i32.const 67) (i32.const 4)))
                (call $open (i32.const 78) (i32.const 1) (i32.const 2))
                (drop (call $fd_readdir (i32.const 7) (i32.const 2128) (i32.const 30) (i64.const 0) (i32.const 32)))
                (call $sleep))

              (func (export "manyhands_step") (result i32)
                (global.set $count (i32.add (global.get $count) (i32.const 1)))
                (global.set $real (f64.div (global.get $real) (f64.const 3)))
                (f64.store (i32.add (i32.const 70000) (i32.mul (global.get $count) (i32.const 4096)))
                  (global.get $real))
                (if (i32.eq (global.get $count) (i32.const 2)) (then
                  (drop (memory.grow (i32.const 1)))
                  (memory.init $passive (i32.const 1500) (i32.const 0) (i32.const 7))
                  (table.init $table $functions (i32.const 0) (i32.const 0) (i32.const 2))
                  (drop (table.grow $table (ref.func $nine) (i32.const 2)))
                  (global.set $chosen (ref.func $seven))))
                (if (i32.eq (global.get $count) (i32.const 3)) (then
                  (data.drop $passive)
                  (elem.drop $functions)
                  (call $open (i32.const 74) (i32.const 4) (i32.const 1))))
                (call $sleep)
                (i32.store (i32.const 2048) (global.get $count))
                (i32.store (i32.const 2052) (memory.size))
                (i32.store (i32.const 2056) (table.size $table))
                (drop (call $clock (i32.const 1) (i64.const 0) (i32.const 2064)))
                (drop (call $random (i32.const 2072) (i32.const 5)))
                (call $read (i32.const 0) (i32.const 2080) (i32.const 2))
                (f64.store (i32.const 2088) (global.get $real))
                (i64.store (i32.const 2096) (i64.load (i32.const 1500)))
                (i32.store (i32.const 2104) (i32.load (i32.const 4000)))
                (if (i32.ge_u (global.get $count) (i32.const 2)) (then
                  (i32.store (i32.const 2112) (call_indirect $table (type $answer) (i32.const 1)))
                  (table.set $table (i32.const 2) (global.get $chosen))
                  (i32.store (i32.const 2116) (call_indirect $table (type $answer) (i32.const 2)))))
                (drop (call $fd_readdir (i32.const 7) (i32.const 2128) (i32.const 60)
                  (i64.extend_i32_u (global.get $count)) (i32.const 32)))
                (call $write (i32.const 6) (i32.const 2048) (i32.const 4))
                (drop (call $fd_seek (i32.const 6) (i64.const 0) (i32.const 0) (i32.const 32)))
                (call $read (i32.const 6) (i32.const 2200) (i32.const 64))
                (drop (call $fd_seek (i32.const 6) (i64.const 0) (i32.const 2) (i32.const 32)))
                (call $write (i32.const 5) (i32.const 2048) (i32.const 300))
                (call $write (i32.const 1) (i32.const 2072) (i32.const 5))
                (call $write (i32.const 2) (i32.const 2048) (i32.const 4))
                (i32.lt_u (global.get $count) (i32.const 6)))

              (func (export "manyhands_result")
                (call $open (i32.const 79) (i32.const 4) (i32.const 1))
                (call $write (i32.load (i32.const 32)) (i32.const 32) (i32.const 4))
                LAST))
            """;

    private StepProgram() {}

    /** The program, with this as the last that it does. */
    public static byte[] endingWith(String last) {
        return Wat2Wasm.parse(TEXT.replace("LAST", last));
    }
}
