package org.manyhands.validator;

import com.dylibso.chicory.wabt.Wat2Wasm;

/** A verifier in the text format, which does as the answer says. */
final class VerifierPrograms {
    /** What a host left in {@code /out/answer.txt}. */
    static final String RIGHT = "r";

    static final String WRONG = "w";
    static final String TRAP = "t";
    static final String ENDLESS = "e";
    static final String SEVEN = "7";
    static final String MEMORY = "m";

    private VerifierPrograms() {}

    static byte[] obedient() {
        return obedientTo("result/out/answer.txt");
    }

    /** Goes by the first byte of that file; without it by none, which is exit code 7. */
    static byte[] obedientTo(String file) {
        return Wat2Wasm.parse("""
                (module
                  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "path_open"
                    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
                  (memory (export "memory") 1 4)
                  (data (i32.const 100) "FILE")
                  (data (i32.const 200) "looked at it\\nno good\\n")
                  (func (export "_start")
                    (local $word i32)
                    (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 100) (i32.const LENGTH)
                      (i32.const 0) (i64.const 2) (i64.const 2) (i32.const 0) (i32.const 16)))
                    (i32.store (i32.const 0) (i32.const 1000))
                    (i32.store (i32.const 4) (i32.const 1))
                    (drop (call $fd_read (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 8)))
                    (local.set $word (i32.load8_u (i32.const 1000)))
                    (if (i32.eq (local.get $word) (i32.const 114)) (then (call $proc_exit (i32.const 0))))
                    (if (i32.eq (local.get $word) (i32.const 119)) (then
                      (i32.store (i32.const 0) (i32.const 200))
                      (i32.store (i32.const 4) (i32.const 21))
                      (drop (call $fd_write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)))
                      (call $proc_exit (i32.const 1))))
                    (if (i32.eq (local.get $word) (i32.const 116)) (then unreachable))
                    (if (i32.eq (local.get $word) (i32.const 101)) (then (loop $again (br $again))))
                    (if (i32.eq (local.get $word) (i32.const 109)) (then
                      (drop (memory.grow (i32.const 4)))
                      (i32.store (i32.const 262144) (i32.const 1))))
                    (call $proc_exit (i32.const 7))))
                """.replace("FILE", file).replace("LENGTH", Integer.toString(file.length())));
    }
}
