package org.manyhands.sandbox.slot;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;

/** One message between a slot process and its parent. */
record Frame(FrameType type, byte[] payload) {
    /** Reads the payload by {@link Payloads}. */
    DataInputStream content() {
        return new DataInputStream(new ByteArrayInputStream(payload));
    }
}
