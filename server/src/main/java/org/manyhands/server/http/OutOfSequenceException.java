package org.manyhands.server.http;

import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** A call came with another sequence number than the one that is waited for. */
public final class OutOfSequenceException extends RefusedException {
    private static final long serialVersionUID = 1L;
    private final long expected;

    public OutOfSequenceException(long found, long expected) {
        super(
                ErrorCode.OUT_OF_SEQUENCE,
                "the call has sequence number " + found + ", and " + expected
                        + " is expected: it was replayed or reordered, or the agent's memory is older than the project's");
        this.expected = expected;
    }

    public long expected() {
        return expected;
    }
}
