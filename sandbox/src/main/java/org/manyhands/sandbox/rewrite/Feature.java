package org.manyhands.sandbox.rewrite;

/** What WebAssembly can do and the deterministic profile does not allow: the rule's name and how to avoid it. */
enum Feature {
    /** Fixed-width vectors; the runtime does not have them yet. */
    SIMD(
            "simd",
            "128-bit SIMD",
            "Compile with -mno-simd128 (Rust: -C target-feature=-simd128; AssemblyScript: --disable simd)"),
    /** Vectors whose results differ from processor to processor. */
    RELAXED_SIMD(
            "relaxed-simd",
            "relaxed SIMD, whose results differ between processors",
            "Compile with -mno-relaxed-simd -mno-simd128 (Rust: -C target-feature=-relaxed-simd,-simd128)"),
    /** Atomic operations and shared memory: the order of threads is not a function of the inputs. */
    THREADS(
            "threads",
            "threads (shared memory or atomic operations)",
            "Compile without -pthread and with -mno-atomics, for wasm32-wasip1 rather than wasm32-wasip1-threads"
                    + " (Rust: -C target-feature=-atomics)"),
    /** Exceptions, in the old and the new form. */
    EXCEPTIONS(
            "exceptions",
            "WebAssembly exceptions",
            "Compile with -fno-exceptions -fno-wasm-exceptions and without setjmp/longjmp support"
                    + " (Rust: -C panic=abort)"),
    /** Calls that replace the caller's frame. */
    TAIL_CALLS("tail-calls", "tail calls", "Compile with -mno-tail-call (Rust: -C target-feature=-tail-call)"),
    /** Structures, arrays and typed references. */
    GC(
            "gc",
            "garbage-collected types or typed function references",
            "Compile for WebAssembly without the GC proposal"
                    + " (Java: TeaVM's WEBASSEMBLY_WASI target; Kotlin and Dart have none)"),
    /** More than one memory. */
    MULTIPLE_MEMORIES("multiple-memories", "more than one memory", "Link everything into one memory"),
    /** Addresses of 64 bits. */
    MEMORY64("memory64", "64-bit memory or table", "Compile for wasm32 (wasm32-wasip1) rather than wasm64"),
    /** An instruction, type or section of no known proposal, or of one that is not supported. */
    UNKNOWN(
            "unsupported",
            "an extension that is not supported",
            "Compile for the generic processor: -mcpu=generic (Rust: -C target-cpu=generic)");

    private final String rule;
    private final String words;
    private final String remedy;

    Feature(String rule, String words, String remedy) {
        this.rule = rule;
        this.words = words;
        this.remedy = remedy;
    }

    /** Stable name of the rule that forbids it. */
    String rule() {
        return rule;
    }

    /** What it is, to be read in the middle of a sentence. */
    String words() {
        return words;
    }

    /** What a researcher changes to do without it. */
    String remedy() {
        return remedy;
    }
}
