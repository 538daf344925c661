package org.manyhands.db.dispatch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.query.NativeQuery;
import org.manyhands.db.transaction.DatabaseKind;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.id.BatchId;

/**
 * Blocks as servers claim, keep and give them back. A claim is an ordered read and a compare-and-set; whoever loses it takes
 * others. Leases go by the database's clock.
 */
public final class DispatchBlocks {
    /** The equality columns lead the order, so that index {@code dispatch_block_server} gives the rows in order. */
    static final String FREE = "select b.id from dispatch_block b where b.server = '' and b.batch_id = :batch"
            + " order by b.server, b.batch_id, b.priority, b.id";

    /** The same of some size classes; a batch that is cut in sizes has few free blocks. */
    static final String FREE_CLASSES = "select b.id from dispatch_block b where b.server = '' and b.batch_id = :batch"
            + " and (b.priority < 0 or b.size_class not in (:full)) order by b.server, b.batch_id, b.priority, b.id";

    /** H2 does not skip to the next batch by itself. */
    static final String NEXT_BATCH =
            "select b.batch_id from dispatch_block b where b.server = '' and b.batch_id > :last"
                    + " order by b.server, b.batch_id";

    static final String BATCHES = "select distinct b.batch_id from dispatch_block b where b.server = ''";

    static final String TERMS = "select b.id, v.channel, b.priority, a.posted_in from batch b"
            + " join app_version v on v.id = b.app_version_id"
            + " left join ledger_account a on a.owner_id = b.id and a.kind = 'ESCROW' where b.id in (:ids)";

    static final String OVERDUE = "select b.id from dispatch_block b where b.server > '' and b.lease_until < :now";

    /** What decides who gets their work; read by primary keys. */
    public Map<BatchId, BatchTerms> terms(Tx tx, Collection<BatchId> batches) {
        Map<BatchId, BatchTerms> terms = new HashMap<>();
        for (List<BatchId> chunk : Lists.chunks(batches)) {
            tx.sql(TERMS, Object[].class)
                    .setParameterList("ids", chunk.stream().map(BatchId::value).toList())
                    .getResultList()
                    .forEach(row -> terms.put(
                            new BatchId(((Number) row[0]).longValue()),
                            new BatchTerms(
                                    Channel.valueOf((String) row[1]),
                                    ((Number) row[2]).intValue(),
                                    row[3] == null ? 0 : ((Number) row[3]).longValue())));
        }
        return terms;
    }

    /** Batches that have free blocks, whatever the batch's state. */
    public Set<BatchId> batchesWithFree(Tx tx) {
        Set<BatchId> batches = new HashSet<>();
        if (tx.kind() == DatabaseKind.H2) {
            Optional<Long> next = nextWithFree(tx, Long.MIN_VALUE);
            for (; next.isPresent(); next = nextWithFree(tx, next.get())) {
                batches.add(new BatchId(next.get()));
            }
            return batches;
        }
        tx.session().createNativeQuery(BATCHES, Long.class).getResultList().forEach(id -> batches.add(new BatchId(id)));
        return batches;
    }

    private static Optional<Long> nextWithFree(Tx tx, long last) {
        return tx.sql(NEXT_BATCH, Long.class)
                .setParameter("last", last)
                .setMaxResults(1)
                .uniqueResultOptional();
    }

    /** Takes the first free blocks of a batch; fewer than {@code most} when there are no more or others were first. */
    public List<DispatchBlock> claim(Tx tx, String server, BatchId batch, int most, long leaseMillis) {
        return claim(tx, server, batch, Set.of(), most, leaseMillis);
    }

    /**
     * The same, of some size classes.
     *
     * @param full size classes of which nothing is wanted but blocks of a priority below 0, which others wait for
     */
    public List<DispatchBlock> claim(
            Tx tx, String server, BatchId batch, Set<Integer> full, int most, long leaseMillis) {
        NativeQuery<Long> query = tx.session().createNativeQuery(full.isEmpty() ? FREE : FREE_CLASSES, Long.class);
        if (!full.isEmpty()) {
            query.setParameterList("full", full);
        }
        List<Long> free =
                query.setParameter("batch", batch.value()).setMaxResults(most).getResultList();
        if (free.isEmpty()) {
            return List.of();
        }
        tx.session()
                .createMutationQuery("update DispatchBlockEntity b set b.server = :server, b.leaseUntil = :until"
                        + " where b.id in :ids and b.server = ''")
                .setParameter("server", server)
                .setParameter("until", tx.nowMillis() + leaseMillis)
                .setParameterList("ids", free)
                .executeUpdate();
        return heldAmong(tx, server, free);
    }

    /** Those of the named that the server holds, in order. */
    public List<DispatchBlock> heldAmong(Tx tx, String server, Collection<Long> ids) {
        return Lists.chunks(ids).stream()
                .flatMap(chunk -> tx
                        .session()
                        .createSelectionQuery(
                                "from DispatchBlockEntity b where b.id in :ids and b.server = :server"
                                        + " order by b.priority, b.id",
                                DispatchBlockEntity.class)
                        .setParameterList("ids", chunk)
                        .setParameter("server", server)
                        .getResultList()
                        .stream())
                .map(DispatchBlockEntity::toBlock)
                .toList();
    }

    /** Moves the end of the leases of all that the server holds; which those are. What is not among them was taken from it. */
    public Set<Long> renew(Tx tx, String server, long leaseMillis) {
        tx.session()
                .createMutationQuery("update DispatchBlockEntity b set b.leaseUntil = :until where b.server = :server")
                .setParameter("until", tx.nowMillis() + leaseMillis)
                .setParameter("server", server)
                .executeUpdate();
        return new HashSet<>(tx.session()
                .createSelectionQuery("select b.id from DispatchBlockEntity b where b.server = :server", Long.class)
                .setParameter("server", server)
                .getResultList());
    }

    /** Frees what servers hold whose leases are over; how many. Any server may do this at any time. */
    public int freeOverdue(Tx tx) {
        List<Long> overdue = tx.session()
                .createNativeQuery(OVERDUE, Long.class)
                .setParameter("now", tx.nowMillis())
                .getResultList();
        int freed = 0;
        for (List<Long> chunk : Lists.chunks(overdue)) {
            freed += tx.session()
                    .createMutationQuery("update DispatchBlockEntity b set b.server = '', b.leaseUntil = 0"
                            + " where b.id in :ids and b.server > '' and b.leaseUntil < :now")
                    .setParameterList("ids", chunk)
                    .setParameter("now", tx.nowMillis())
                    .executeUpdate();
        }
        return freed;
    }

    /** Gives blocks back: any server may claim them at once. */
    public void giveBack(Tx tx, String server, Collection<Long> ids) {
        for (List<Long> chunk : Lists.chunks(ids)) {
            tx.session()
                    .createMutationQuery("update DispatchBlockEntity b set b.server = '', b.leaseUntil = 0"
                            + " where b.id in :ids and b.server = :server")
                    .setParameterList("ids", chunk)
                    .setParameter("server", server)
                    .executeUpdate();
        }
    }

    /** Gives back all that the server holds. */
    public void giveBackAll(Tx tx, String server) {
        tx.session()
                .createMutationQuery("update DispatchBlockEntity b set b.server = '', b.leaseUntil = 0"
                        + " where b.server = :server")
                .setParameter("server", server)
                .executeUpdate();
    }

    /** Deletes blocks that the server holds and none of whose results is UNSENT: that is for the caller to know. */
    public void delete(Tx tx, String server, Collection<Long> ids) {
        for (List<Long> chunk : Lists.chunks(ids)) {
            tx.session()
                    .createMutationQuery("delete from DispatchBlockEntity b where b.id in :ids and b.server = :server")
                    .setParameterList("ids", chunk)
                    .setParameter("server", server)
                    .executeUpdate();
        }
    }

    /** Deletes the blocks of a batch that was cancelled: nothing of it is UNSENT any more, whoever holds them. */
    public void deleteOf(Tx tx, BatchId batch) {
        tx.session()
                .createMutationQuery("delete from DispatchBlockEntity b where b.batchId = :batch")
                .setParameter("batch", batch.value())
                .executeUpdate();
    }
}
