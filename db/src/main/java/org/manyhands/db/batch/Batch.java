package org.manyhands.db.batch;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.Quote;

/**
 * A batch.
 *
 * @param cursor how many work units are cut
 * @param copies how many copies of a work unit there may be
 * @param microcreditsPerMillionFuel price
 * @param quote null before QUOTED
 * @param limits null before QUOTED
 * @param version for compare-and-set
 */
public record Batch(
        BatchId id,
        AccountId owner,
        AppVersionId appVersionId,
        String name,
        BatchSpec spec,
        BatchState state,
        String reason,
        long totalUnits,
        long cursor,
        CopyLimits copies,
        long microcreditsPerMillionFuel,
        @Nullable Quote quote,
        @Nullable UnitLimits limits,
        boolean visibleToAll,
        String headline,
        long version,
        long createdMillis,
        long fundedMillis,
        long completedMillis) {
    private static final int DEFAULT_CANARIES = 3;

    /** Copies that must agree. */
    public int quorum() {
        return copies.minQuorum();
    }

    /** With how many copies each work unit begins. */
    public int copiesAtFirst() {
        return Math.max(quorum(), spec.copiesAtFirst());
    }

    /** True while what comes back from hosts is judged: from its start until it has ended. */
    public boolean open() {
        return state == BatchState.RUNNING || state == BatchState.PAUSED;
    }

    /**
     * Whether what would come last is copied near its end. Never where hosts are trusted: there a first copy must be alone until it has returned
     * (docs/trust.md), since partners who hold two copies at the same time know that they hold both, and could lie there.
     */
    public boolean hasTailCopies() {
        return !spec.withoutTailCopies() && spec.errorRate() == 0 && spec.target() == null;
    }

    /** How many of its first work units are tried before all others. */
    public long canaries() {
        return Math.min(totalUnits, spec.canaries() < 0 ? DEFAULT_CANARIES : spec.canaries());
    }
}
