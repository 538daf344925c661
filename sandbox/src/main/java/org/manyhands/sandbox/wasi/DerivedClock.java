package org.manyhands.sandbox.wasi;

import org.manyhands.sandbox.meter.FuelAccount;
import org.manyhands.sandbox.state.SavedPart;

/**
 * Time as a function of fuel: a unit of fuel is a nanosecond, and a sleep moves the clock without waiting. Real time
 * starts at a fixed moment, so no run can tell when or where it takes place.
 */
public final class DerivedClock implements GuestClock {
    /** 2026-01-01T00:00:00Z, in nanoseconds since 1970. */
    public static final long EPOCH_NANOS = 1_767_225_600_000_000_000L;

    private final FuelAccount fuel;
    private long slept;

    DerivedClock(FuelAccount fuel) {
        this.fuel = fuel;
    }

    /** Nanoseconds since the run began. */
    @Override
    public long monotonic() {
        return fuel.used() + slept;
    }

    /** Nanoseconds since 1970. */
    @Override
    public long realtime() {
        return EPOCH_NANOS + monotonic();
    }

    /** Nanoseconds of work since the run began, without sleeps. */
    @Override
    public long work() {
        return fuel.used();
    }

    @Override
    public SavedPart savedPart() {
        return SavedPart.of("clock", out -> out.writeLong(slept), in -> slept = in.readLong());
    }

    /** Sleeps, at most until the end of representable time. */
    @Override
    public void sleep(long nanos) {
        slept += Math.min(Math.max(nanos, 0), Long.MAX_VALUE / 4 - Math.min(slept, Long.MAX_VALUE / 4));
    }
}
