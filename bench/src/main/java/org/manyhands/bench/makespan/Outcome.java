package org.manyhands.bench.makespan;

import java.util.List;

/**
 * What came of one batch. Times in seconds from the start.
 *
 * @param makespanSeconds until all of it was done; infinite when it never was
 * @param t90Seconds until nine tenths were done
 * @param extraShare fuel beyond one execution a task, as a share of that
 * @param forecasts of the end, made at certain shares of the work
 */
record Outcome(
        String title,
        long seed,
        double makespanSeconds,
        double t90Seconds,
        double extraShare,
        List<Forecast> forecasts) {
    double ratio() {
        return makespanSeconds / t90Seconds;
    }

    /**
     * The end as it was expected at some moment, seconds from the start.
     *
     * @param share of the work that was done
     */
    record Forecast(double share, double atSeconds, double endSeconds, double earliestSeconds, double latestSeconds) {
        boolean holds(double truth) {
            return truth >= earliestSeconds && truth <= latestSeconds;
        }
    }
}
