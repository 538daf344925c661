package org.manyhands.bench.trust;

import org.manyhands.db.trust.TrustEvent;

/**
 * BOINC's adaptive replication, from the description in its wiki (page AdaptiveReplication): a host's number of consecutive valid
 * results CV counts replicated tasks only and goes to 0 at an invalid one. A host with CV below 10 is not trusted; any other is
 * trusted with probability 1 - 1/CV. What a trusted host returns is taken; all else needs two copies that agree.
 */
final class AdaptiveReplication implements Scheme {
    private static final int TRUSTED_FROM = 10;
    private static final int QUORUM = 2;

    private int answer;

    @Override
    public void started(SimulatedUnit unit, SimulatedHost host) {
        boolean trusted = host.consecutiveValid >= TRUSTED_FROM && unit.draw >= 1.0 / host.consecutiveValid;
        unit.target = trusted ? 1 : QUORUM;
    }

    @Override
    public int further(SimulatedUnit unit) {
        int most = 0;
        for (int at = 0; at < unit.copies; at++) {
            int count = unit.count(unit.answers[at]);
            if (count > most) {
                most = count;
                answer = unit.answers[at];
            }
        }
        return Math.max(0, unit.target - most);
    }

    @Override
    public int answer(SimulatedUnit unit) {
        return answer;
    }

    @Override
    public void judged(SimulatedHost host, TrustEvent event) {
        switch (event) {
            case CHECK_PASSED, GOLDEN_PASSED -> host.consecutiveValid++;
            case CHECK_FAILED, GOLDEN_FAILED, LIE_SHARED -> host.consecutiveValid = 0;
            case TAKEN_ON_TRUST -> {
                // Not replicated: does not count.
            }
        }
    }
}
