package org.manyhands.sandbox.wasi;

/** The linear memory of a guest as host functions see it. Addresses are unsigned 32-bit numbers. */
public interface GuestMemory {
    /** The bytes; valid until the guest grows its memory, and perhaps longer than {@link #sizeBytes}. */
    byte[] bytes();

    /** How many of {@link #bytes} the guest may use. */
    int sizeBytes();
}
