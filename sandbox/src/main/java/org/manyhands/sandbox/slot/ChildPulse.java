package org.manyhands.sandbox.slot;

import java.util.concurrent.TimeUnit;

/**
 * The signs of life of a child during a run, counted in a parent's ticks since the last. Two threads: the one that
 * follows the run, and the one that ticks.
 */
final class ChildPulse {
    private final long tickNanos;
    private boolean listening;
    private long silentTicks;
    private long reportedNanos;
    private long ticksSinceReport;

    ChildPulse(long tickMillis) {
        this.tickNanos = TimeUnit.MILLISECONDS.toNanos(tickMillis);
    }

    /** The parent waits for a frame; only then is silence the child's. */
    synchronized void listening() {
        listening = true;
    }

    synchronized void heard() {
        listening = false;
        silentTicks = 0;
    }

    /** The child said how much wall-clock time its run has taken. */
    synchronized void reported(long wallMillis) {
        reportedNanos = TimeUnit.MILLISECONDS.toNanos(wallMillis);
        ticksSinceReport = 0;
    }

    /**
     * A tick has passed.
     *
     * @param held true when the run is held, so that its time stands
     */
    synchronized void tick(boolean held) {
        silentTicks += listening ? 1 : 0;
        ticksSinceReport += held ? 0 : 1;
    }

    synchronized long silentMillis() {
        return TimeUnit.NANOSECONDS.toMillis(silentTicks * tickNanos);
    }

    /** Wall-clock time of the run: what the child said, and what has passed since. */
    synchronized long wallMillis() {
        return TimeUnit.NANOSECONDS.toMillis(reportedNanos + ticksSinceReport * tickNanos);
    }
}
