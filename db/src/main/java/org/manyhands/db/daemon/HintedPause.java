package org.manyhands.db.daemon;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Waits between passes. For some seconds after the last work it looks for a hint every few milliseconds and goes on at once when
 * there is a new one; later it waits as it is told, so that an idle project leaves its machine alone.
 */
final class HintedPause {
    /** How long after the last work hints are looked for. */
    static final long BUSY_MILLIS = 5_000;
    /** Between two looks. */
    static final long LOOK_MILLIS = 30;

    private final LongSupplier hints;
    private final LongSupplier clock;
    private final LongConsumer wait;
    private final BooleanSupplier stopping;
    private long seen = Long.MIN_VALUE;
    private long workedAt = Long.MIN_VALUE;

    /**
     * @param hints how often a hint was given
     * @param clock milliseconds, from anywhere
     * @param wait waits so many milliseconds, or less when asked to stop
     */
    HintedPause(LongSupplier hints, LongSupplier clock, LongConsumer wait, BooleanSupplier stopping) {
        this.hints = hints;
        this.clock = clock;
        this.wait = wait;
        this.stopping = stopping;
    }

    /** The last pass did something. */
    void worked() {
        workedAt = clock.getAsLong();
    }

    /** Waits so many milliseconds, or until there is a hint that was not there when it looked last. */
    void await(long millis) {
        long left = millis;
        while (left > 0 && isBusy() && !stopping.getAsBoolean()) {
            if (isHinted()) {
                return;
            }
            long step = Math.min(left, LOOK_MILLIS);
            wait.accept(step);
            left -= step;
        }
        if (!stopping.getAsBoolean()) {
            wait.accept(Math.max(0, left));
        }
    }

    private boolean isBusy() {
        return workedAt != Long.MIN_VALUE && clock.getAsLong() - workedAt < BUSY_MILLIS;
    }

    /** Also the first time: what was given while the last pass ran may be news to it. */
    private boolean isHinted() {
        long given = hints.getAsLong();
        boolean news = given != seen;
        seen = given;
        return news;
    }
}
