package org.manyhands.sandbox.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Time that passes when a test says so, and while somebody waits. */
final class FakeTime implements RunTime {
    final List<Long> waits = new ArrayList<>();
    Runnable whileWaiting = () -> {};
    /** The longest that a wait lasts before it is disturbed. */
    long disturbedAfter = Long.MAX_VALUE;

    private long nanos = TimeUnit.HOURS.toNanos(1);

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void await(Object monitor, long wanted) {
        long waited = Math.min(wanted, disturbedAfter);
        waits.add(TimeUnit.NANOSECONDS.toMillis(waited));
        nanos += waited;
        whileWaiting.run();
    }

    void passes(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
