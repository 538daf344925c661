package org.manyhands.db.transaction;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long to wait before work that met a conflict is run again: at random, so that those who met do not meet again. */
final class Backoff {
    private static final long FIRST_MICROS = 1_000;
    private static final long LONGEST_MICROS = 200_000;

    private final Random random;

    Backoff(Random random) {
        this.random = random;
    }

    /** Between nothing and a limit that doubles with each attempt, 1 ms to 200 ms. */
    long micros(int attempt) {
        long limit = Math.min(LONGEST_MICROS, FIRST_MICROS << Math.min(attempt - 1, 20));
        return (long) (random.nextDouble() * limit);
    }

    void pause(int attempt) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros(attempt)));
    }
}
