package org.manyhands.sandbox.meter;

import java.util.concurrent.TimeUnit;

/**
 * How other threads follow, hold and stop a run. The run's own thread comes by at {@link #checkpoint}; it waits there
 * while the run is paused. Wall-clock time excludes pauses.
 */
public final class RunControl {
    private final long wallNanos;
    private final long startNanos = System.nanoTime();
    private volatile long fuel;
    private volatile boolean attention;
    private boolean cancelled;
    private boolean paused;
    private long pausedSince;
    private long pausedNanos;

    /**
     * Starts the clock.
     *
     * @param wallMillis most wall-clock time in milliseconds, 0 for any
     */
    public RunControl(long wallMillis) {
        this.wallNanos = wallMillis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(wallMillis);
    }

    /**
     * Called by the run's thread at every slice and host call.
     *
     * @throws RunCancelledException when the run was told to stop
     * @throws HostFailedException when the wall-clock limit has passed
     */
    public void checkpoint(long used) {
        fuel = used;
        if (attention) {
            attend();
        }
        if (wallNanos != Long.MAX_VALUE && runningNanos() > wallNanos) {
            throw new HostFailedException("wall clock: the run took longer than its limit of "
                    + TimeUnit.NANOSECONDS.toMillis(wallNanos) + " ms; give it more time or less to do");
        }
    }

    /** Fuel used at the last checkpoint; for any thread. */
    public long fuel() {
        return fuel;
    }

    /** Tells the run to stop; for any thread, also before the run begins. */
    public synchronized void cancel() {
        cancelled = true;
        attention = true;
        notifyAll();
    }

    /** Holds the run at its next checkpoint; for any thread. */
    public synchronized void pause() {
        if (!paused) {
            paused = true;
            attention = true;
            pausedSince = System.nanoTime();
        }
    }

    /** Lets a held run go on; for any thread. */
    public synchronized void resume() {
        if (paused) {
            paused = false;
            attention = cancelled;
            pausedNanos += System.nanoTime() - pausedSince;
            notifyAll();
        }
    }

    /** Wall-clock time so far in milliseconds, without pauses. */
    public long wallMillis() {
        return TimeUnit.NANOSECONDS.toMillis(runningNanos());
    }

    private synchronized long runningNanos() {
        long now = System.nanoTime();
        return now - startNanos - pausedNanos - (paused ? now - pausedSince : 0);
    }

    private synchronized void attend() {
        while (paused && !cancelled) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new RunCancelledException();
            }
        }
        if (cancelled) {
            throw new RunCancelledException();
        }
    }
}
