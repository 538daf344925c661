package org.manyhands.validator;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.manyhands.db.Database;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.sandbox.SlotException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets verifiers be asked beside the passes, so that a slow one holds up nobody's batch but its own: each batch by one thread at a
 * time, and in turns when there are more batches than threads.
 */
final class Verifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final int THREADS = 2;
    private static final int MOST_BATCHES = 1_000;

    private final Executor threads;
    private final Runnable end;
    private final Set<BatchId> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Makes it.
     *
     * @param threads where verifiers are waited for
     * @param end what ends those
     */
    Verifications(Executor threads, Runnable end) {
        this.threads = threads;
        this.end = end;
    }

    /** With threads of its own. */
    static Verifications onOwnThreads() {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "verifier");
            thread.setDaemon(true);
            return thread;
        });
        return new Verifications(threads, threads::shutdownNow);
    }

    /** Sees to it that each batch with answers that wait has its turn. Returns at once. */
    void begin(Database db, Verification verification) {
        List<BatchId> batches = db.inTransaction(tx -> db.checks().waitingBatches(tx, MOST_BATCHES));
        for (BatchId batch : batches) {
            if (underWay.add(batch)) {
                begin(batch, verification);
            }
        }
    }

    private void begin(BatchId batch, Verification verification) {
        try {
            threads.execute(() -> {
                try {
                    verification.turn(batch);
                } catch (IOException | SlotException | RuntimeException e) {
                    LOG.warn("batch {}: its verifier cannot be asked now and will be later: {}", batch, e.getMessage());
                } finally {
                    underWay.remove(batch);
                }
            });
        } catch (RejectedExecutionException e) {
            underWay.remove(batch);
            LOG.debug("batch {} waits for the next validator: this one ends", batch);
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
