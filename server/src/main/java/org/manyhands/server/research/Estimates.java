package org.manyhands.server.research;

import java.util.List;
import java.util.Optional;
import org.manyhands.protocol.research.BatchView;

/** When a batch is likely to end, from how fast results came back lately. */
final class Estimates {
    private static final int LEAST_RETURNS = 4;
    private static final double STANDARD_ERRORS = 2;
    private static final long SILENCE_MILLIS = 60_000;
    private static final long MEAN_GAPS = 3;

    private Estimates() {}

    /**
     * The remaining copies at the mean rate of the recent returns. Both the returns so far and those to come are counts that
     * scatter like Poisson variables, so the time has the variance {@code (remaining + remaining² / returns) / rate²}; the
     * range is two standard errors wide to both sides. A lull counts: the rate is up to now, not up to the last return.
     *
     * @param returns when recent results came back, ascending milliseconds
     * @param remaining copies that are still to come back
     * @return empty while too few came back, and when it is {@link #silent}: the end would slide ahead for ever
     */
    static Optional<BatchView.Estimate> of(List<Long> returns, long remaining, long nowMillis) {
        if (returns.size() < LEAST_RETURNS || silent(returns, nowMillis)) {
            return Optional.empty();
        }
        long span = Math.max(1, nowMillis - returns.get(0));
        double counted = returns.size() - 1.0;
        double rate = counted / span;
        double left = Math.max(0, remaining);
        double expected = left / rate;
        double error = STANDARD_ERRORS * Math.sqrt(left + left * left / counted) / rate;
        String basis = returns.size() + " results came back in the last " + seconds(span) + " s, " + (long) left
                + " are still to come";
        return Optional.of(new BatchView.Estimate(
                nowMillis + Math.round(expected),
                nowMillis + Math.round(Math.max(0, expected - error)),
                nowMillis + Math.round(expected + error),
                basis));
    }

    /**
     * True when nothing came back for a minute, for three times the mean gap between returns and for longer than between any
     * two of them: what is known of their rate no longer holds. Never before the second return.
     */
    static boolean silent(List<Long> returns, long nowMillis) {
        int gaps = returns.size() - 1;
        if (gaps < 1) {
            return false;
        }
        long last = returns.get(gaps);
        long longest = SILENCE_MILLIS;
        for (int i = 0; i < gaps; i++) {
            longest = Math.max(longest, returns.get(i + 1) - returns.get(i));
        }
        return nowMillis - last > Math.max(longest, MEAN_GAPS * (last - returns.get(0)) / gaps);
    }

    private static long seconds(long millis) {
        return Math.max(1, Math.round(millis / 1000.0));
    }
}
