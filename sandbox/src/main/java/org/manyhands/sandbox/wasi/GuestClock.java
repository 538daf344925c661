package org.manyhands.sandbox.wasi;

import org.manyhands.sandbox.state.SavedPart;

/** Where a program's time comes from. */
interface GuestClock {
    /** Nanoseconds since the run began. */
    long monotonic();

    /** Nanoseconds since 1970. */
    long realtime();

    /** Nanoseconds of work since the run began, without sleeps. */
    long work();

    /** Passes so much time. */
    void sleep(long nanos);

    /** What of it is saved with a run. */
    SavedPart savedPart();
}
