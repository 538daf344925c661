package org.manyhands.server.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.manyhands.db.Database;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.dispatch.DispatchBlock;
import org.manyhands.protocol.id.BatchId;

/**
 * Claims blocks for this server and keeps, empties and gives them back (docs/dispatch.md). Every method may run at any time,
 * and again. Thread-safe.
 */
public final class BlockKeeper {
    /** How long a block stays with a server that is not heard of, by the database's clock. */
    static final long LEASE_MILLIS = 20_000;

    /** Ready results that a server has of all batches together, as long as every call finds enough. */
    static final int STOCK = 6_000;

    /** Most ready results, when hosts come that may have none of the first ones. */
    static final int MOST = 20_000;

    private static final int BLOCK = 400;
    private static final int MOST_BLOCKS = 16;

    /** A server that has so many results of a size class of a batch, of work units of which nobody has a copy, takes no more of them. */
    static final int ENOUGH_OF_A_SIZE = 32;

    private final Database database;
    private final ReadyWork ready;
    private final BlockReader reader;
    private final KnownBatches batches;
    private final String server;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param server a name that no other server and no earlier start has */
    public BlockKeeper(Database database, ReadyWork ready, KnownBatches batches, String server) {
        this.database = database;
        this.ready = ready;
        this.reader = new BlockReader(database, batches, ready.apart());
        this.batches = batches;
        this.server = server;
    }

    /** Claims free blocks of running batches until each has its share of the stock in memory. */
    public void refill() {
        fill(false);
    }

    /** Claims some more, whatever is in memory already: what is there fits no host that asks. */
    public void refillMore() {
        fill(true);
    }

    private void fill(boolean more) {
        lock.lock();
        try {
            Set<BatchId> sized = new HashSet<>();
            Set<BatchId> running = database.inTransaction(tx -> {
                Set<BatchId> free = database.dispatchBlocks().batchesWithFree(tx);
                Set<BatchId> run = inState(database.batches().states(tx, free), BatchState.RUNNING);
                run.stream().filter(batch -> batches.batch(tx, batch).sized()).forEach(sized::add);
                return run;
            });
            int share = Math.max(BLOCK, STOCK / Math.max(1, running.size()));
            // What has least in memory comes first: with more batches than memory holds, each has its turn.
            Map<BatchId, Integer> stock = ready.stock();
            List<BatchId> order = new ArrayList<>(running);
            order.sort(Comparator.comparingInt(batch -> stock.getOrDefault(batch, 0)));
            for (BatchId batch : order) {
                boolean again = true;
                if (sized.contains(batch)) {
                    claimSized(batch);
                    again = false;
                }
                while (again && ready.size() < MOST) {
                    int missing = share - ready.stock().getOrDefault(batch, 0);
                    if (missing <= share / 4 && !more) {
                        break;
                    }
                    int most = Math.min(MOST_BLOCKS, Math.max(1, missing / BLOCK));
                    again = claim(batch, most) && !more;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Of long tasks little is cut: a server takes no more than it may hand out soon, and leaves the rest to others. */
    private void claimSized(BatchId batch) {
        for (int round = 0; round < MOST_BLOCKS && ready.size() < MOST; round++) {
            Set<Integer> full = ready.full(batch, ENOUGH_OF_A_SIZE);
            if (!claim(batch, full, 1)) {
                return;
            }
        }
    }

    private boolean claim(BatchId batch, int most) {
        return claim(batch, Set.of(), most);
    }

    /** @param full size classes of which nothing is wanted but copies that others wait for */
    private boolean claim(BatchId batch, Set<Integer> full, int most) {
        List<ReadyBlock> read = database.inTransaction(tx -> {
            List<ReadyBlock> claimed =
                    reader.read(tx, database.dispatchBlocks().claim(tx, server, batch, full, most, LEASE_MILLIS));
            if (!claimed.isEmpty()) {
                database.hints().give(tx, WorkKind.GENERATE);
            }
            return claimed;
        });
        read.forEach(ready::add);
        return !read.isEmpty();
    }

    /** Deletes blocks that are empty, as the database sees it: what it still holds as ready comes to memory again. */
    public void deleteEmptied() {
        lock.lock();
        try {
            List<Long> emptied = ready.takeEmptied();
            if (emptied.isEmpty()) {
                return;
            }
            List<ReadyBlock> left = database.inTransaction(tx -> {
                List<DispatchBlock> held = database.dispatchBlocks().heldAmong(tx, server, emptied);
                List<ReadyBlock> read = reader.read(tx, held);
                database.dispatchBlocks().delete(tx, server, empty(read));
                return read;
            });
            left.stream().filter(block -> !block.units().isEmpty()).forEach(ready::add);
        } finally {
            lock.unlock();
        }
    }

    /** Moves the leases on, forgets what was taken away, and frees what dead servers hold. */
    public void renew() {
        lock.lock();
        try {
            Set<Long> held = database.inTransaction(tx -> {
                Set<Long> mine = database.dispatchBlocks().renew(tx, server, LEASE_MILLIS);
                database.dispatchBlocks().freeOverdue(tx);
                return mine;
            });
            ready.forget(ready.blocks().keySet().stream()
                    .filter(id -> !held.contains(id))
                    .toList());
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what belongs to batches that do not run now, so that memory holds what can go. */
    public void giveBackPaused() {
        lock.lock();
        try {
            Map<Long, BatchId> known = ready.blocks();
            Set<BatchId> running = database.inTransaction(tx ->
                    inState(database.batches().states(tx, Set.copyOf(known.values())), BatchState.RUNNING));
            List<Long> idle = new ArrayList<>();
            known.forEach((id, batch) -> {
                if (!running.contains(batch)) {
                    idle.add(id);
                }
            });
            if (!idle.isEmpty()) {
                ready.forget(idle);
                database.runInTransaction(tx -> database.dispatchBlocks().giveBack(tx, server, idle));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Deletes blocks of ended batches that nobody has claimed and that hold nothing any more. */
    public void deleteEnded() {
        lock.lock();
        try {
            Set<BatchId> ended = database.inTransaction(tx -> {
                Map<BatchId, BatchState> states =
                        database.batches().states(tx, database.dispatchBlocks().batchesWithFree(tx));
                Set<BatchId> found = inState(states, BatchState.COMPLETE);
                found.addAll(inState(states, BatchState.SETTLED));
                return found;
            });
            for (BatchId batch : ended) {
                database.runInTransaction(tx -> {
                    List<ReadyBlock> read = reader.read(
                            tx, database.dispatchBlocks().claim(tx, server, batch, MOST_BLOCKS, LEASE_MILLIS));
                    database.dispatchBlocks().delete(tx, server, empty(read));
                    database.dispatchBlocks()
                            .giveBack(
                                    tx,
                                    server,
                                    read.stream().map(ReadyBlock::id).toList());
                });
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives everything back: this server hands out nothing more. */
    public void giveBackAll() {
        lock.lock();
        try {
            ready.forget(ready.blocks().keySet());
            database.runInTransaction(tx -> database.dispatchBlocks().giveBackAll(tx, server));
        } finally {
            lock.unlock();
        }
    }

    private static List<Long> empty(List<ReadyBlock> blocks) {
        return blocks.stream()
                .filter(block -> block.units().isEmpty())
                .map(ReadyBlock::id)
                .toList();
    }

    private static Set<BatchId> inState(Map<BatchId, BatchState> states, BatchState wanted) {
        Set<BatchId> found = new TreeSet<>();
        states.forEach((batch, state) -> {
            if (state == wanted) {
                found.add(batch);
            }
        });
        return found;
    }
}
