package org.manyhands.server.agent;

import java.util.function.LongSupplier;

/**
 * When calls that cannot be let in now are to come again: each is given the next place after those that wait and those that were
 * told a time before it, at the rate at which calls are carried out. So a crowd that comes at one moment comes back in single file. Thread-safe.
 */
final class ComeBack {
    private static final int LONGEST_SECONDS = 900;
    private static final double CALLS_FORGOTTEN = 1_000;
    private static final double FIRST_GUESS_NANOS = 10_000_000;

    private final LongSupplier nanoClock;
    private double calls = 1;
    private double nanos = FIRST_GUESS_NANOS;
    private long lastPlace;

    /** @param nanoClock as {@link System#nanoTime} */
    ComeBack(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastPlace = nanoClock.getAsLong();
    }

    /** So many calls took so long, from the first statement to the commit, shared among the threads that carry them out. */
    synchronized void carriedOut(int number, long took) {
        calls += number;
        nanos += took;
        if (calls > CALLS_FORGOTTEN) {
            calls /= 2;
            nanos /= 2;
        }
    }

    /**
     * Seconds after which a call that was not let in should come again, from 1.
     *
     * @param waiting calls that are let in and wait
     */
    synchronized int seconds(int waiting) {
        double each = nanos / calls;
        long now = nanoClock.getAsLong();
        long afterQueue = now + (long) (waiting * each);
        if (lastPlace - afterQueue < 0) {
            lastPlace = afterQueue;
        }
        long latest = now + LONGEST_SECONDS * 1_000_000_000L;
        lastPlace = Math.min(latest, lastPlace + (long) each);
        return (int) Math.max(1, Math.ceil((lastPlace - now) / 1e9));
    }
}
