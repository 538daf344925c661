package org.manyhands.bench.sandbox;

import java.util.List;

/**
 * All runs of one kernel in one column, in one process.
 *
 * @param samples in order; the first {@link #WARM_UP} are not part of median and spread
 */
record Cell(List<Sample> samples) {
    /** Runs before a process counts as warm. The same for V8 and the JVM. */
    static final int WARM_UP = 2;

    Cell {
        samples = List.copyOf(samples);
        if (samples.size() <= WARM_UP) {
            throw new IllegalArgumentException("a cell needs more than " + WARM_UP + " runs, not " + samples.size());
        }
    }

    /** The first run in milliseconds, which compiles. */
    double first(Clock clock) {
        return clock.millis(samples.get(0));
    }

    /** The median of the warm runs in milliseconds; of an even number the mean of the middle two. */
    double median(Clock clock) {
        double[] sorted = sorted(clock);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The fastest warm run in milliseconds. */
    double fastest(Clock clock) {
        return sorted(clock)[0];
    }

    /** The slowest warm run in milliseconds. */
    double slowest(Clock clock) {
        double[] sorted = sorted(clock);
        return sorted[sorted.length - 1];
    }

    private double[] sorted(Clock clock) {
        return samples.stream()
                .skip(WARM_UP)
                .mapToDouble(clock::millis)
                .sorted()
                .toArray();
    }
}
