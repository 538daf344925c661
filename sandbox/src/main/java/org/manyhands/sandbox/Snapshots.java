package org.manyhands.sandbox;

import java.nio.file.Path;

/**
 * Where a run of a module with the step API is saved between its steps, and resumed from when it was cut short. The
 * outcome is that of a run in one piece; whoever asked for the run has it in hand before
 * {@link org.manyhands.sandbox.snapshot.SnapshotStore#discard} takes the snapshots away.
 *
 * @param directory the directory of this run's snapshots, made if missing; one run at a time
 * @param everyMillis least time from one snapshot to the next, in milliseconds; 0 to save after every step
 */
public record Snapshots(Path directory, long everyMillis) {
    /** What a person loses at most when a machine stops, and a step more. */
    public static final long DEFAULT_EVERY_MILLIS = 10_000;

    public Snapshots {
        if (everyMillis < 0) {
            throw new IllegalArgumentException("the time between snapshots must not be negative: " + everyMillis);
        }
    }
}
