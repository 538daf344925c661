package org.manyhands.sandbox.snapshot;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says when a snapshot is due: not too often, and never so often that more than a tenth of the time goes into it. */
final class Pace {
    /** For each nanosecond that a snapshot took, the run has so many before the next. */
    private static final long WORK_FOR_COST = 9;

    private final long everyNanos;
    private final LongSupplier nanos;
    private long dueNanos;

    /**
     * Begins with a whole wait.
     *
     * @param everyMillis least time from one snapshot to the next; 0 for always
     * @param nanos a clock of nanoseconds, with any beginning
     */
    Pace(long everyMillis, LongSupplier nanos) {
        this.everyNanos = TimeUnit.MILLISECONDS.toNanos(everyMillis);
        this.nanos = nanos;
        this.dueNanos = nanos.getAsLong() + everyNanos;
    }

    boolean due() {
        return nanos.getAsLong() - dueNanos >= 0;
    }

    /** Takes what has just been done, be it with success or not. */
    void pay(Runnable snapshot) {
        long begin = nanos.getAsLong();
        snapshot.run();
        long end = nanos.getAsLong();
        dueNanos = everyNanos == 0 ? end : end + Math.max(everyNanos, (end - begin) * WORK_FOR_COST);
    }
}
