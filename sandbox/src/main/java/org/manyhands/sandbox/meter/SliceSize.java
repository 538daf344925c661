package org.manyhands.sandbox.meter;

import java.util.concurrent.TimeUnit;

/**
 * How large slices are: so large that a run comes by about a hundred times a second, whatever its engine's speed. The
 * size is the host's affair; fuel does not depend on it.
 */
final class SliceSize {
    private static final long AIM_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** The first slice, and the smallest; even the slowest engine does so much in a few milliseconds. */
    private static final long FIRST = 50_000;

    private final long most;
    private long size;

    SliceSize(long most) {
        this.most = most;
        this.size = Math.min(most, FIRST);
    }

    long get() {
        return size;
    }

    /** Notes how long the slice before took. */
    void took(long nanos) {
        if (nanos > 2 * AIM_NANOS) {
            size = Math.max(Math.min(most, FIRST), size / 2);
        } else if (nanos < AIM_NANOS / 2) {
            size = Math.min(most, size * 2);
        }
    }
}
