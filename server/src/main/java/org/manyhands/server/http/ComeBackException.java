package org.manyhands.server.http;

import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** More calls wait than can be carried out soon, and one more is not let in; it travels with {@code Retry-After}. */
public final class ComeBackException extends RefusedException {
    private static final long serialVersionUID = 1L;
    private final int seconds;

    /** @param seconds when its turn comes, as far as can be told */
    public ComeBackException(int seconds, int waiting) {
        super(
                ErrorCode.OVERLOADED,
                waiting + " calls wait already, the most that are let in at once; nothing was changed; come back in "
                        + seconds + " seconds");
        this.seconds = seconds;
    }

    /** @param detail what there is too much of, and when to come back */
    ComeBackException(int seconds, String detail) {
        super(ErrorCode.OVERLOADED, detail);
        this.seconds = seconds;
    }

    public int seconds() {
        return seconds;
    }
}
