package org.manyhands.bench.sandbox;

import java.util.Locale;

/** What is measured: the programs of {@code wasm-apps/kernels}, each with a size at which it takes some tenths of a second. */
enum Kernel {
    /** 64-bit integers in one tight loop. */
    COLLATZ(2_500_000, 100_000),
    /** Byte stores with growing strides. */
    SIEVE(100, 5),
    /** Rotations and 32-bit sums. */
    SHA256(1_600, 80),
    /** Three nested loops over doubles. */
    MATMUL(60, 3),
    /** Chains of doubles with square roots and quotients. */
    NBODY(600_000, 30_000),
    /** Doubles in registers. */
    MANDELBROT(1_800, 400),
    /** Recursive calls. */
    QUEENS(14, 11),
    /** Branches that nobody foresees. */
    SORT(20, 1),
    /** Bytes, hashing, matching. */
    LZ(150, 8),
    /** Loads from anywhere, 64-bit products. */
    HASHMAP(20_000, 1_000),
    /** Doubles loaded through indices. */
    SPMV(1_600, 80),
    /** Butterflies over doubles. */
    FFT(800, 40);

    private final int size;
    private final int quickSize;

    Kernel(int size, int quickSize) {
        this.size = size;
        this.quickSize = quickSize;
    }

    /** The size to give the program, as its argument. */
    String size(boolean quick) {
        return Integer.toString(quick ? quickSize : size);
    }

    /** Its name in the table and among the files. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
