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
 * time, and in turns when there are more batches than threads. A batch whose verifier took long for an answer waits for a thread of the slow ones
 * until it had a turn without such an answer, so that those delay each other and nobody else.
 */
final class Verifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final int THREADS = 2;
    private static final int MOST_BATCHES = 1_000;

    /** More than that are not remembered: they are found slow again. */
    private static final int MOST_SLOW = 10_000;

    private final Executor threads;
    private final Executor slowThread;
    private final Runnable end;
    private final Set<BatchId> underWay = ConcurrentHashMap.newKeySet();
    private final Set<BatchId> slow = ConcurrentHashMap.newKeySet();

    /**
     * Makes it.
     *
     * @param threads where verifiers are waited for
     * @param slowThread where those are that take long
     * @param end what ends both
     */
    Verifications(Executor threads, Executor slowThread, Runnable end) {
        this.threads = threads;
        this.slowThread = slowThread;
        this.end = end;
    }

    /** With threads of its own. */
    static Verifications onOwnThreads() {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> thread(work, "verifier"));
        ExecutorService slowThread = Executors.newSingleThreadExecutor(work -> thread(work, "slow-verifier"));
        return new Verifications(threads, slowThread, () -> {
            threads.shutdownNow();
            slowThread.shutdownNow();
        });
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
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
            (slow.contains(batch) ? slowThread : threads).execute(() -> {
                try {
                    note(batch, verification.turn(batch));
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

    private void note(BatchId batch, Verification.Pace pace) {
        switch (pace) {
            case UNKNOWN -> {}
            case QUICK -> slow.remove(batch);
            case SLOW -> noteSlow(batch);
        }
    }

    private void noteSlow(BatchId batch) {
        if (slow.size() >= MOST_SLOW) {
            slow.clear();
        }
        if (slow.add(batch)) {
            LOG.info(
                    "batch {}: its verifier takes long for an answer, so it is asked beside the other slow ones",
                    batch);
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
