package org.manyhands.sandbox.slot;

/** The starting handshake. */
final class Hello {
    /** Version of the frames; both sides come from the same jar, so a difference means a mixed class path. */
    static final int PROTOCOL = 1;

    private Hello() {}
}
