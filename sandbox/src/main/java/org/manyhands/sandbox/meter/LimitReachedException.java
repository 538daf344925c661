package org.manyhands.sandbox.meter;

import org.manyhands.sandbox.Outcome;

/** Ends a run that reached a limit of its work unit. Its stack trace tells which of the guest's functions ran. */
public final class LimitReachedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome.Limit limit;

    public LimitReachedException(Outcome.Limit limit) {
        super("limit reached: " + limit);
        this.limit = limit;
    }

    public Outcome.Limit limit() {
        return limit;
    }
}
