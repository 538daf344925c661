package org.manyhands.db.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;

/** What is asked and written near a batch's end. Nothing here reads more rows than it is told to, however large the batch is. */
public final class TailStore {
    /** Copies of the tail go before all others. */
    public static final int PRIORITY = -2;

    /** The equality columns lead the order, so that index {@code result_batch_state} gives the rows in order. */
    static final String WAITING_COPIES =
            "select r.work_unit_id, r.pieces from result r where r.batch_id = :batch and r.state = 'UNSENT'"
                    + " order by r.batch_id, r.state, r.id";

    static final String WAITING = "select r.id from result r where r.batch_id = :batch and r.state = 'UNSENT'"
            + " order by r.batch_id, r.state, r.id";

    static final String UNDER_WAY = "select r.* from result r where r.batch_id = :batch and r.state = 'IN_PROGRESS'"
            + " order by r.batch_id, r.state, r.id";
    static final String LATELY =
            "select r.host_id, r.returned_at, r.pieces from result r where r.batch_id = :batch and r.state = 'VALID'"
                    + " order by r.batch_id desc, r.state desc, r.id desc";
    static final String BLOCKS = "select b.first_result, b.last_result from dispatch_block b"
            + " where b.batch_id = :batch and b.fast_seconds > 0";
    static final String MADE = "select b.tail_copies from batch b where b.id = :batch";
    static final String COUNT = "update batch set tail_copies = ? where id = ? and tail_copies = ?";

    private final NewResults results;

    TailStore(NewResults results) {
        this.results = results;
    }

    /** How many UNSENT results a batch has, copies of the tail not among them; counts no farther than {@code most}. */
    public int waiting(Tx tx, BatchId batch, int most) {
        List<Long> unsent = tx.sql(WAITING, Long.class)
                .setParameter("batch", batch.value())
                .setMaxResults(most)
                .getResultList();
        if (unsent.isEmpty() || unsent.size() >= most) {
            return unsent.size();
        }
        List<Object[]> ofTail = tx.sql(BLOCKS, Object[].class)
                .setParameter("batch", batch.value())
                .getResultList();
        return (int) unsent.stream()
                .filter(id -> ofTail.stream()
                        .noneMatch(block ->
                                id >= ((Number) block[0]).longValue() && id <= ((Number) block[1]).longValue()))
                .count();
    }

    /** IN_PROGRESS, those that were made first. */
    public List<Result> underWay(Tx tx, BatchId batch, int most) {
        return tx
                .sql(UNDER_WAY, ResultEntity.class)
                .setParameter("batch", batch.value())
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(ResultEntity::toResult)
                .toList();
    }

    /** The newest results that are VALID: who worked for the batch lately. */
    public List<Return> lately(Tx tx, BatchId batch, int most) {
        return tx
                .sql(LATELY, Object[].class)
                .setParameter("batch", batch.value())
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(row -> new Return(
                        new HostId(((Number) row[0]).longValue()),
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).intValue()))
                .toList();
    }

    /**
     * A result that came back and is VALID.
     *
     * @param pieces of the input that its work unit covers
     */
    public record Return(HostId host, long millis, int pieces) {}

    /** A batch's UNSENT results; no more than {@code most} of them. */
    public List<Waiting> waitingCopies(Tx tx, BatchId batch, int most) {
        return tx
                .sql(WAITING_COPIES, Object[].class)
                .setParameter("batch", batch.value())
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(row -> new Waiting(new WorkUnitId(((Number) row[0]).longValue()), ((Number) row[1]).intValue()))
                .toList();
    }

    /**
     * A result that no host has.
     *
     * @param pieces of the input that its work unit covers
     */
    public record Waiting(WorkUnitId unit, int pieces) {}

    /** How many copies of the tail were made of a batch: how many pieces of the input they cover. */
    public long made(Tx tx, BatchId batch) {
        return tx.sql(MADE, Long.class).setParameter("batch", batch.value()).getSingleResult();
    }

    /**
     * Makes one copy each, for hosts that return within so many seconds; false, and nothing is made, when another made some since
     * {@link #made} was read.
     *
     * @param copies each of one work unit
     * @param fastSeconds for one piece of the input; a host has at least a second for each copy
     */
    public boolean make(Tx tx, BatchId batch, long made, List<NewCopies> copies, double fastSeconds) {
        long pieces = copies.stream().mapToLong(NewCopies::pieces).sum();
        Object[] counted = {made + pieces, batch.value(), made};
        if (tx.updateAll(COUNT, List.<Object[]>of(counted))[0] != 1) {
            return false;
        }
        Map<Integer, List<NewCopies>> byClass = new TreeMap<>();
        copies.forEach(copy -> byClass.computeIfAbsent(SizeClasses.holding(copy.pieces()), k -> new ArrayList<>())
                .add(copy));
        byClass.forEach((sizeClass, same) -> results.create(
                tx, same, PRIORITY, Math.max(1, (long) Math.ceil(fastSeconds * SizeClasses.pieces(sizeClass)))));
        return true;
    }
}
