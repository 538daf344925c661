package org.manyhands.sandbox.meter;

import java.util.concurrent.TimeUnit;

/** The host's time, by which runs are limited, held and throttled; never seen by a program. */
public interface RunTime {
    /** The time of this machine. */
    RunTime SYSTEM = new RunTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void await(Object monitor, long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.timedWait(monitor, nanos);
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits on a monitor that the caller holds, until it is notified or this time is over. */
    void await(Object monitor, long nanos) throws InterruptedException;
}
