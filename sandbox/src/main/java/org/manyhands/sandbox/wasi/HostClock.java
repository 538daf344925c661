package org.manyhands.sandbox.wasi;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.manyhands.sandbox.meter.FuelAccount;
import org.manyhands.sandbox.state.SavedPart;

/** This machine's time, for a program that is not metered; a sleep waits. */
final class HostClock implements GuestClock {
    /** How long a sleeping program can be deaf to whoever wants to stop it. */
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final FuelAccount account;
    private final Clock clock = Clock.systemUTC();
    private final long start = System.nanoTime();

    HostClock(FuelAccount account) {
        this.account = account;
    }

    @Override
    public long monotonic() {
        return System.nanoTime() - start;
    }

    @Override
    public long realtime() {
        Instant now = clock.instant();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    @Override
    public long work() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Override
    public void sleep(long nanos) {
        long end = monotonic() + Math.min(Math.max(nanos, 0), Long.MAX_VALUE / 2);
        for (long left = nanos; left > 0; left = end - monotonic()) {
            LockSupport.parkNanos(Math.min(left, NAP_NANOS));
            account.charge(0);
        }
    }

    /** Nothing: this machine's time goes on by itself. */
    @Override
    public SavedPart savedPart() {
        return SavedPart.of("clock", out -> {}, in -> {});
    }
}
