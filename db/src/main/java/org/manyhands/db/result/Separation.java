package org.manyhands.db.result;

import java.util.Optional;

/**
 * Which hosts may not have copies of one work unit although they belong to different accounts ({@code docs/matching.md}).
 *
 * @param networks those of one network
 * @param cohortMillis those of accounts that were opened within so long of each other; 0: no such rule
 */
public record Separation(boolean networks, long cohortMillis) {
    /** None. */
    public static final Separation OFF = new Separation(false, 0);

    /** True when anything is kept apart. */
    public boolean isOn() {
        return networks || cohortMillis > 0;
    }

    /** What two hosts have in common that keeps them apart; empty when nothing does. */
    public Optional<Nearness> between(Origin one, Origin other) {
        if (networks && one.network() != 0 && one.network() == other.network()) {
            return Optional.of(Nearness.NETWORK);
        }
        boolean known = one.openedMillis() != 0 && other.openedMillis() != 0;
        return known && Math.abs(one.openedMillis() - other.openedMillis()) < cohortMillis
                ? Optional.of(Nearness.COHORT)
                : Optional.empty();
    }

    /** What hosts can have in common. */
    public enum Nearness {
        /** They called from one network. */
        NETWORK,
        /** Their accounts were opened at about the same time. */
        COHORT
    }
}
