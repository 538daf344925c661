package org.manyhands.db.batch;

import java.util.List;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;

/**
 * Batches in a state for a pass that cannot look at all of them at once: each turn gives the next ones in order of their number, behind the last the first
 * again, so that none waits longer than all turns take. For one thread.
 */
public final class BatchRotation {
    private static final BatchId START = new BatchId(0);

    private final BatchState state;
    private final int most;
    private BatchId after = START;

    /**
     * Begins with the oldest.
     *
     * @param most batches of a turn
     */
    public BatchRotation(BatchState state, int most) {
        this.state = state;
        this.most = most;
    }

    /** The next ones; empty only when there are none at all. */
    public List<Batch> turn(Tx tx, BatchStore batches) {
        List<Batch> found = batches.inState(tx, state, after, most);
        if (found.isEmpty() && !after.equals(START)) {
            found = batches.inState(tx, state, START, most);
        }
        after = found.size() < most ? START : found.get(found.size() - 1).id();
        return found;
    }
}
