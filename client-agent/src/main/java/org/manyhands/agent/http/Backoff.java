package org.manyhands.agent.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after trouble: twice as long each time up to a bound, and a random share less, so that many hosts
 * that lost the same server do not come back together. One thread at a time.
 */
public final class Backoff {
    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private int failures;

    public Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    /** The next wait: between half and all of {@code first * 2^failures}, at most {@code most}. */
    public Duration next() {
        long full = Math.min(most.toMillis(), first.toMillis() << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis(full - (long) (random.nextDouble() * full / 2));
    }

    /** It works again. */
    public void reset() {
        failures = 0;
    }

    /** True between the first failure and {@link #reset}. */
    public boolean inTrouble() {
        return failures > 0;
    }
}
