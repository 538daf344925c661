package org.manyhands.sandbox.wasi;

/**
 * What host work costs, in the units of the weight table; part of the weights' version. A unit is about a nanosecond
 * of compiled code.
 */
final class WasiFuel {
    /** Every call. */
    static final long CALL = 100;

    /** One unit moves so many bytes between a file and memory. */
    static final long BYTES_PER_UNIT = 8;

    /** Each byte of {@code random_get}: SHA-256 is slower than copying. */
    static final long RANDOM_BYTE = 4;

    /** Each name of a path, each entry of a directory, each subscription of {@code poll_oneoff}. */
    static final long ITEM = 50;

    private WasiFuel() {}
}
