package org.manyhands.sandbox.meter;

import org.manyhands.sandbox.Outcome;

/** Ends a run that reached a limit of its work unit. Passes through the guest's frames, so it carries no stack trace. */
public final class LimitReachedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome.Limit limit;

    public LimitReachedException(Outcome.Limit limit) {
        super("limit reached: " + limit, null, false, false);
        this.limit = limit;
    }

    public Outcome.Limit limit() {
        return limit;
    }
}
