package org.manyhands.assimilator.program;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.nio.charset.StandardCharsets;

/** Small assemblers in the text format. */
public final class Programs {
    private static final String PRELUDE = """
            (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "path_open"
              (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
            (memory (export "memory") 1 1)
            (func $write (param $descriptor i32) (param $address i32) (param $length i32)
              (i32.store (i32.const 0) (local.get $address))
              (i32.store (i32.const 4) (local.get $length))
              (drop (call $fd_write (local.get $descriptor) (i32.const 0) (i32.const 1) (i32.const 8))))
            (func $rights (param $folder i32) (result i64)
              (select (i64.const 2) (i64.const 64) (i32.eq (local.get $folder) (i32.const 3))))
            (func $open (param $folder i32) (param $address i32) (param $length i32) (param $flags i32) (result i32)
              (if (call $path_open (local.get $folder) (i32.const 0) (local.get $address) (local.get $length)
                  (local.get $flags) (call $rights (local.get $folder)) (call $rights (local.get $folder)) (i32.const 0) (i32.const 16))
                (then (call $proc_exit (i32.const 44))))
              (i32.load (i32.const 16)))
            (func $copy (param $from i32) (param $to i32)
              (i32.store (i32.const 0) (i32.const 4096))
              (i32.store (i32.const 4) (i32.const 4096))
              (drop (call $fd_read (local.get $from) (i32.const 0) (i32.const 1) (i32.const 8)))
              (call $write (local.get $to) (i32.const 4096) (i32.load (i32.const 8))))
            """;

    private Programs() {}

    /** Copies a file below {@code /in} to a file of {@code /out}, and says a headline. */
    public static byte[] copy(String from, String to, String headline) {
        return program(
                data(100, from) + data(400, to) + data(700, "headline.txt") + data(800, headline + "\nmore"),
                "(call $copy (call $open (i32.const 3) (i32.const 100) (i32.const " + from.length()
                        + ") (i32.const 0)) (call $open (i32.const 4) (i32.const 400) (i32.const " + to.length()
                        + ") (i32.const 1)))"
                        + "(call $write (call $open (i32.const 4) (i32.const 700) (i32.const 12) (i32.const 1))"
                        + " (i32.const 800) (i32.const " + (headline.length() + 5) + "))");
    }

    /** Says something on standard error and ends with an exit code. */
    static byte[] failing(String words, int exitCode) {
        return program(
                data(100, words),
                "(call $write (i32.const 2) (i32.const 100) (i32.const " + words.length() + "))"
                        + "(call $proc_exit (i32.const " + exitCode + "))");
    }

    static byte[] trapping() {
        return program("", "unreachable");
    }

    public static byte[] endless() {
        return program("", "(loop $again (br $again))");
    }

    private static byte[] program(String definitions, String body) {
        return Wat2Wasm.parse("(module " + PRELUDE + definitions + "(func (export \"_start\") " + body + "))");
    }

    private static String data(int address, String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            escaped.append(String.format("\\%02x", b));
        }
        return "(data (i32.const " + address + ") \"" + escaped + "\")";
    }
}
