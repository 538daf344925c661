package org.manyhands.db.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;

/** Makes blocks free for any server to claim, in the transaction that makes their results. */
public final class NewDispatchBlocks {
    private final Ids ids;

    public NewDispatchBlocks(Ids ids) {
        this.ids = ids;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(DispatchBlockEntity.class);
    }

    /** An identifier for a block that is to be made. */
    public long nextId() {
        return ids.next("dispatch_block");
    }

    /** Inserts them, free. */
    public void create(Tx tx, List<NewBlock> blocks) {
        List<DispatchBlockEntity> rows = new ArrayList<>(blocks.size());
        for (NewBlock block : blocks) {
            DispatchBlockEntity row = new DispatchBlockEntity();
            row.id = block.id();
            row.batchId = block.batch().value();
            row.sizeClass = block.sizeClass();
            row.priority = block.priority();
            row.firstResult = block.firstResult();
            row.lastResult = block.lastResult();
            row.results = block.results();
            row.createdAt = tx.nowMillis();
            row.fastSeconds = block.fastSeconds();
            rows.add(row);
        }
        tx.insertAll(rows);
    }

    /** How many results a batch was given in blocks that no server holds. Reads blocks, never results. */
    public long free(Tx tx, BatchId batch) {
        return tx.session()
                .createSelectionQuery(
                        "select coalesce(sum(b.results), 0) from DispatchBlockEntity b"
                                + " where b.server = '' and b.batchId = :batch",
                        Long.class)
                .setParameter("batch", batch.value())
                .getSingleResult();
    }

    /**
     * A block to make.
     *
     * @param sizeClass of the work units of its results
     * @param priority smaller goes first
     * @param firstResult the smallest identifier of its results
     * @param lastResult the largest
     * @param fastSeconds 0 for any host; otherwise for those that return within so many seconds
     */
    public record NewBlock(
            long id,
            BatchId batch,
            int sizeClass,
            int priority,
            long firstResult,
            long lastResult,
            int results,
            long fastSeconds) {}
}
