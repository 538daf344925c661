package org.manyhands.bench.dispatch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does. */
final class Waiting {
    private static final long LOOK_MILLIS = 50;

    private Waiting() {}

    /** Something to look at again and again. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Looks until it holds; false when patience is over. */
    static boolean until(Duration patience, Condition condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
