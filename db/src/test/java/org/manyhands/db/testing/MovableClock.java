package org.manyhands.db.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class MovableClock extends Clock {
    /** Where it stands at first. */
    public static final long START_MILLIS = 1_700_000_000_000L;

    private final AtomicLong now = new AtomicLong(START_MILLIS);

    public void forward(Duration time) {
        now.addAndGet(time.toMillis());
    }

    public void reset() {
        now.set(START_MILLIS);
    }

    @Override
    public long millis() {
        return now.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock knows UTC only");
    }
}
