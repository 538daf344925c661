package org.manyhands.db.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.db.dispatch.NewDispatchBlocks;
import org.manyhands.db.dispatch.NewDispatchBlocks.NewBlock;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;

/** Makes UNSENT results and the blocks in which servers claim them: one batch and size class a block, and all copies of a work unit in one. */
final class NewResults {
    /** Most results of a block; one more work unit's copies may come on top. */
    static final int BLOCK = 400;

    private final Ids ids;
    private final NewDispatchBlocks blocks;

    NewResults(Ids ids) {
        this.ids = ids;
        this.blocks = new NewDispatchBlocks(ids);
    }

    /** In the order of {@code copies} within each batch and size class. */
    List<Result> create(Tx tx, List<NewCopies> copies, int priority, long fastSeconds) {
        Map<Kind, List<NewCopies>> byKind = new LinkedHashMap<>();
        copies.forEach(some -> byKind.computeIfAbsent(
                        new Kind(some.batch(), SizeClasses.holding(some.pieces()), priority, fastSeconds),
                        kind -> new ArrayList<>())
                .add(some));
        List<ResultEntity> rows = new ArrayList<>();
        List<NewBlock> made = new ArrayList<>();
        byKind.forEach((kind, all) -> {
            List<ResultEntity> block = new ArrayList<>();
            for (NewCopies some : all) {
                for (int copy = some.firstCopy(); copy < some.firstCopy() + some.copies(); copy++) {
                    block.add(ResultEntity.unsent(
                            ids.next("result"), some.unit(), kind.batch(), copy, some.pieces(), tx.nowMillis()));
                }
                if (block.size() >= BLOCK) {
                    close(block, kind, rows, made);
                }
            }
            close(block, kind, rows, made);
        });
        tx.insertAll(rows);
        blocks.create(tx, made);
        return rows.stream().map(ResultEntity::toResult).toList();
    }

    long unclaimed(Tx tx, BatchId batch) {
        return blocks.free(tx, batch);
    }

    private void close(List<ResultEntity> block, Kind kind, List<ResultEntity> rows, List<NewBlock> made) {
        if (block.isEmpty()) {
            return;
        }
        long id = blocks.nextId();
        block.forEach(row -> row.blockId = id);
        long first = block.stream().mapToLong(row -> row.id).min().orElseThrow();
        long last = block.stream().mapToLong(row -> row.id).max().orElseThrow();
        made.add(new NewBlock(
                id, kind.batch(), kind.sizeClass(), kind.priority(), first, last, block.size(), kind.fastSeconds()));
        rows.addAll(block);
        block.clear();
    }

    /** What the results of a block have in common. */
    private record Kind(BatchId batch, int sizeClass, int priority, long fastSeconds) {}
}
