package org.manyhands.db.trust;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How many results hosts returned for an application, among those that were looked at; hosts that are excluded are left out.
 *
 * @param hosts how many were looked at
 * @param results accepted results of all of them
 * @param ofGone accepted results of each that has gone, ascending
 */
public record HostLives(long hosts, long results, List<Long> ofGone) {
    /** So many must have gone before a mean says something. */
    public static final int LEAST_GONE = 20;

    public HostLives {
        ofGone = List.copyOf(ofGone);
    }

    /**
     * Results in a host's life, on average: those of all hosts over the number of ends. Hosts that still return results count with what they
     * returned so far, which is the maximum-likelihood estimate for lives that may end at any time alike; the mean of those that have gone alone
     * would be biased towards short lives. Empty until {@link #LEAST_GONE} have gone.
     */
    public OptionalDouble mean() {
        return ofGone.size() < LEAST_GONE
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) results / ofGone.size());
    }

    /** Half of the hosts that have gone returned no more than this; 0 when none has. */
    public long medianOfGone() {
        return ofGone.isEmpty() ? 0 : ofGone.get((ofGone.size() - 1) / 2);
    }
}
