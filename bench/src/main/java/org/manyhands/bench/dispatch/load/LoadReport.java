package org.manyhands.bench.dispatch.load;

import java.util.Arrays;
import java.util.Objects;

/**
 * What the load generator has seen since it began; latencies are those since its last report.
 *
 * @param calls sync calls that were answered
 * @param emptyCalls of them: those that asked for work and got none
 * @param dispatched results that were sent to its hosts
 * @param accepted reports that the server acknowledged
 * @param refusedReports reports that it did not
 * @param busyAnswers times that the server said "come back later"
 * @param brokenCalls times that a call got no answer and was sent again
 * @param droppedHosts hosts that got an answer they can do nothing with
 * @param firstTrouble the first of these answers, or empty
 * @param p50Micros median time of a call, from its sending to the end of its answer
 */
public record LoadReport(
        long calls,
        long emptyCalls,
        long dispatched,
        long accepted,
        long refusedReports,
        long busyAnswers,
        long brokenCalls,
        long droppedHosts,
        String firstTrouble,
        long p50Micros,
        long p95Micros,
        long p99Micros) {

    static LoadReport of(Tally.Sums sums) {
        long[] sorted = sums.latencyMicros().clone();
        Arrays.sort(sorted);
        return new LoadReport(
                sums.calls(),
                sums.emptyCalls(),
                sums.dispatched(),
                sums.accepted(),
                sums.refusedReports(),
                sums.busyAnswers(),
                sums.brokenCalls(),
                sums.droppedHosts(),
                Objects.requireNonNullElse(sums.firstTrouble(), ""),
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99));
    }

    /** The nearest rank; 0 of nothing. */
    static long percentile(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(sorted.length * (percent / 100.0));
        return sorted[Math.max(0, rank - 1)];
    }
}
