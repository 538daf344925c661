package org.manyhands.sandbox;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs for tests, in the text format, as WASI commands. */
public final class Wat {
    /** Imports that the bodies of {@link #command} may use, and helpers to write text. */
    private static final String PRELUDE = """
            (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "path_create_directory"
              (func $path_create_directory (param i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "path_open"
              (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
            (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
            (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
            (memory (export "memory") 2 16)
            (func $write (param $descriptor i32) (param $address i32) (param $length i32)
              (i32.store (i32.const 0) (local.get $address))
              (i32.store (i32.const 4) (local.get $length))
              (drop (call $fd_write (local.get $descriptor) (i32.const 0) (i32.const 1) (i32.const 8))))
            """;

    private Wat() {}

    /** A WASI command with these extra definitions and this body of {@code _start}. */
    public static byte[] command(String definitions, String body) {
        return Wat2Wasm.parse("(module " + PRELUDE + definitions + "(func (export \"_start\") " + body + "))");
    }

    /** Writes a module to a new file. */
    public static Path file(Path directory, byte[] module) {
        try {
            return Files.write(Files.createTempFile(directory, "module", ".wasm"), module);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs for ever. */
    public static byte[] endless() {
        return command("", "(loop $again (br $again))");
    }

    /** Writes the number of its turns to memory, then random bytes and the time to standard output and {@code /out}. */
    public static byte[] busy() {
        return command("""
                (data (i32.const 100) "result.bin")
                """, """
                (local $i i32) (local $x i64)
                (local.set $x (i64.const 88172645463325252))
                (loop $again
                  (local.set $x (i64.xor (local.get $x) (i64.shl (local.get $x) (i64.const 13))))
                  (local.set $x (i64.xor (local.get $x) (i64.shr_u (local.get $x) (i64.const 7))))
                  (local.set $x (i64.xor (local.get $x) (i64.shl (local.get $x) (i64.const 17))))
                  (i64.store (i32.add (i32.const 1024) (i32.and (i32.wrap_i64 (local.get $x)) (i32.const 0x7ff8)))
                    (local.get $x))
                  (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 200000))))
                (drop (call $random_get (i32.const 200) (i32.const 64)))
                (drop (call $clock_time_get (i32.const 0) (i64.const 0) (i32.const 264)))
                (call $write (i32.const 1) (i32.const 200) (i32.const 72))
                (drop (call $path_open (i32.const 4) (i32.const 0) (i32.const 100) (i32.const 10) (i32.const 1)
                  (i64.const 66) (i64.const 66) (i32.const 0) (i32.const 16)))
                (call $write (i32.load (i32.const 16)) (i32.const 1024) (i32.const 32768))
                """);
    }
}
