package org.manyhands.server.supervisor;

import java.time.Duration;

/**
 * How long to wait before a process is started again: half a second, doubled at each end that comes soon, up to 30
 * seconds; from the start after a minute of life.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Duration LONG_LIFE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** The wait after a process that lived so long. */
    Duration after(Duration life) {
        if (life.compareTo(LONG_LIFE) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(MOST) > 0 ? MOST : doubled;
        return wait;
    }
}
