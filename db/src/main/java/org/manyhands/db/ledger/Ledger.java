package org.manyhands.db.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.JournalView;

/** The journal. Rows are never updated or deleted. Every movement has a key of its own and happens at most once: a repeat with the same key changes nothing. */
public final class Ledger {
    public Ledger(Ids ids) {}

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of();
    }

    /** Moves credit at once. Refuses INSUFFICIENT_FUNDS when {@code from} (any but ISSUANCE) has less available. False when the key was there. */
    public boolean post(
            Tx tx,
            LedgerAccount from,
            LedgerAccount to,
            long microcredits,
            String reason,
            String key,
            @Nullable BatchId batch) {
        throw new UnsupportedOperationException("being built");
    }
    /** Promises credit for a valid result until the hold is over. False when it was promised before. */
    public boolean pend(
            Tx tx,
            LedgerAccount from,
            LedgerAccount to,
            long microcredits,
            BatchId batch,
            WorkUnitId unit,
            ResultId result,
            long heldUntilMillis) {
        throw new UnsupportedOperationException("being built");
    }
    /** Posts a pending transfer and takes the fee (in basis points, rounded down) from the receiver. False when it was posted or voided before. */
    public boolean release(Tx tx, PendingTransfer pending, int feeBasisPoints) {
        throw new UnsupportedOperationException("being built");
    }
    /** Gives a pending transfer up. False when it was posted or voided before. */
    public boolean voidPending(Tx tx, PendingTransfer pending, String reason) {
        throw new UnsupportedOperationException("being built");
    }
    /** Pending transfers whose hold is over. */
    public List<PendingTransfer> due(Tx tx, int limit) {
        throw new UnsupportedOperationException("being built");
    }

    public long pendingOf(Tx tx, BatchId batch) {
        throw new UnsupportedOperationException("being built");
    }

    public Balance balance(Tx tx, LedgerAccount account) {
        throw new UnsupportedOperationException("being built");
    }
    /** Microcredits pending and released (before fee) for each result. */
    public Map<ResultId, Paid> paid(Tx tx, Collection<ResultId> results) {
        throw new UnsupportedOperationException("being built");
    }

    public JournalView summary(Tx tx) {
        throw new UnsupportedOperationException("being built");
    }
    /** Rules of the journal that do not hold, in words: debits = credits, escrow covers what is set aside and pending, nothing spendable below zero, paid never above funded, each payment names a VALID result and the right amount. */
    public List<String> violations(Tx tx) {
        throw new UnsupportedOperationException("being built");
    }

    /** What a result has earned. */
    public record Paid(long pendingMicrocredits, long releasedMicrocredits) {}
}
