package org.manyhands.db.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.Quote;

/**
 * A batch.
 *
 * @param totalUnits how many pieces the input has: as many as work units, unless it is cut in sizes
 * @param cursor how many of these are cut
 * @param copies how many copies of a work unit there may be
 * @param microcreditsPerMillionFuel price
 * @param quote null before QUOTED
 * @param limits of a work unit of one piece; null before QUOTED
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

    /** Whether a work unit may be a run of several pieces of the input, as long as suits hosts. */
    public boolean sized() {
        return spec.sizes();
    }

    /** The limits of a work unit of so many pieces; it must have been quoted. So the limits of a batch hold however it is cut. */
    public UnitLimits limits(int pieces) {
        UnitLimits piece = Objects.requireNonNull(limits, "a batch that was quoted has limits");
        return pieces == 1
                ? piece
                : new UnitLimits(
                        Math.multiplyExact(piece.fuel(), pieces),
                        piece.memoryBytes(),
                        SizeClasses.output(piece.outputBytes(), pieces),
                        SizeClasses.files(piece.outputFiles(), pieces));
    }

    /** The sizes of its work units, where it is cut in sizes; it must have been quoted. */
    public SizeClasses sizeClasses() {
        UnitLimits piece = limits(1);
        long files = quote == null ? 0 : quote.mostFiles();
        return SizeClasses.ofPieces(expectedFuel(1), piece.fuel(), piece.outputBytes(), files);
    }

    /** Fuel that a work unit of so many pieces is expected to need, from the quote; 0 when that is not known. */
    public long expectedFuel(int pieces) {
        return quote == null ? 0 : quote.fuelPerUnit() * pieces;
    }

    /** Microcredits kept for so many pieces, whether they are one work unit or several. */
    public long setAside(long pieces) {
        int copies = Math.max(quorum(), spec.copiesSetAside());
        UnitLimits piece = Objects.requireNonNull(limits, "a batch that was quoted has limits");
        return Math.multiplyExact(Price.setAside(piece.fuel(), microcreditsPerMillionFuel, copies), pieces);
    }

    /** How many of its first pieces are tried before all others, each as a work unit. */
    public long canaries() {
        return Math.min(totalUnits, spec.canaries() < 0 ? DEFAULT_CANARIES : spec.canaries());
    }
}
