package org.manyhands.validator.trust;

import org.manyhands.validator.trust.Ruling.Why;

/**
 * So many hosts must agree, whoever they are.
 *
 * @param needed 1 or more
 */
public record Quorum(int needed) implements Policy {
    public Quorum {
        if (needed < 1) {
            throw new IllegalArgumentException("a quorum is 1 or more, found " + needed);
        }
    }

    @Override
    public Ruling rule(Poll poll) {
        int best = poll.largest();
        int agree = best < 0 ? 0 : poll.camps().get(best).size();
        if (agree >= needed) {
            return new Ruling.Accept(best, Double.NaN);
        }
        Why why = best < 0 ? Why.NOTHING_YET : poll.camps().size() > 1 ? Why.DISPUTE : Why.QUORUM;
        return new Ruling.More(needed - agree, why);
    }
}
