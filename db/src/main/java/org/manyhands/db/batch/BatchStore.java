package org.manyhands.db.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;

/** Batches. */
public final class BatchStore {
    public BatchStore(Ids ids) {}

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of();
    }

    /** A new batch in DRAFT. */
    public Batch create(
            Tx tx,
            AccountId owner,
            BatchSpec spec,
            long totalUnits,
            int quorum,
            int maxErrorResults,
            int maxTotalResults,
            long microcreditsPerMillionFuel) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Batch> byId(Tx tx, BatchId id) {
        throw new UnsupportedOperationException("being built");
    }
    /** Newest first; all owners when {@code owner} is null. */
    public List<Batch> list(Tx tx, @Nullable AccountId owner, int limit) {
        throw new UnsupportedOperationException("being built");
    }
    /** Oldest first. */
    public List<Batch> inState(Tx tx, BatchState state, int limit) {
        throw new UnsupportedOperationException("being built");
    }
    /** Carries an event out by compare-and-set on the version; throws IllegalTransitionException when the state forbids it, ConflictException (retried) when another was first. */
    public Batch apply(Tx tx, Batch batch, BatchEvent event) {
        throw new UnsupportedOperationException("being built");
    }
    /** Moves the cursor by compare-and-set; false when another generator was first. */
    public boolean advanceCursor(Tx tx, BatchId id, long from, long to) {
        throw new UnsupportedOperationException("being built");
    }

    public Map<BatchState, Long> counts(Tx tx) {
        throw new UnsupportedOperationException("being built");
    }
}
