package org.manyhands.db.result;

import java.util.Map;

/**
 * What a host did, counted up to a bound.
 *
 * @param counts states without a result have no entry
 * @param fuelAccepted of the VALID results that were counted
 */
public record HostTally(Map<ResultState, Long> counts, long fuelAccepted) {
    public HostTally {
        counts = Map.copyOf(counts);
    }
}
