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
import org.manyhands.db.check.AnswerCheckStore;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.sandbox.SlotException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets verifiers be asked beside the passes, so that a slow one holds up nobody's batch but its own: each batch by one thread at a
 * time, and in turns of researchers when there are more batches than threads. A batch whose verifier took long for an answer waits for a thread of the slow ones
 * until it had a turn without such an answer, so that those delay each other and nobody else.
 */
final class Verifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final int THREADS = 2;
    private static final int MOST_BATCHES = 1_000;

    /** More than that are not remembered: they are found slow again. */
    private static final int MOST_SLOW = 10_000;

    private static final BatchId START = new BatchId(0);

    private final Lane quickLane;
    private final Lane slowLane;
    private final Runnable end;
    private final int mostBatches;

    /** The last one that was looked at: the next look is at those after it, so that none hides behind others that wait. */
    private BatchId after = START;

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
        this(threads, slowThread, end, MOST_BATCHES);
    }

    /** @param mostBatches that a look is at; the next one is at others, where there are more */
    Verifications(Executor threads, Executor slowThread, Runnable end, int mostBatches) {
        this.quickLane = new Lane(threads, new VerifierTurns());
        this.slowLane = new Lane(slowThread, new VerifierTurns());
        this.end = end;
        this.mostBatches = mostBatches;
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

    /** Sees to it that each batch with answers that wait has its turn. Returns at once. For one thread. */
    void begin(Database db, Verification verification) {
        List<AnswerCheckStore.Asking> asking =
                db.inTransaction(tx -> db.checks().waitingBatches(tx, after, mostBatches));
        after = asking.size() < mostBatches
                ? START
                : asking.get(asking.size() - 1).batch();
        for (AnswerCheckStore.Asking one : asking) {
            if (underWay.add(one.batch())) {
                begin(one, verification);
            }
        }
    }

    private void begin(AnswerCheckStore.Asking one, Verification verification) {
        Lane lane = slow.contains(one.batch()) ? slowLane : quickLane;
        if (!lane.turns().add(one.owner(), one.batch())) {
            underWay.remove(one.batch());
            return;
        }
        try {
            lane.threads().execute(() -> lane.turns().next().ifPresent(batch -> turn(batch, verification)));
        } catch (RejectedExecutionException e) {
            LOG.debug("batch {} waits for the next validator: this one ends", one.batch());
        }
    }

    private void turn(BatchId batch, Verification verification) {
        try {
            note(batch, verification.turn(batch));
        } catch (IOException | SlotException | RuntimeException e) {
            LOG.warn("batch {}: its verifier cannot be asked now and will be later: {}", batch, e.getMessage());
        } finally {
            underWay.remove(batch);
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

    /** Threads, and who waits for one of them: each task takes the batch whose turn it is when it begins. */
    private record Lane(Executor threads, VerifierTurns turns) {}
}
