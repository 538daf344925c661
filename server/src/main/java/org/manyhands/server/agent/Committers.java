package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.manyhands.server.agent.CallQueue.Waiting;
import org.manyhands.server.http.ComeBackException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that carry out the calls that wait, as many together as there are: a call that is alone waits for nobody. A call that
 * fails does not fail those beside it. Thread-safe.
 */
public final class Committers implements AutoCloseable {
    /** One prepares while the disk writes for the other. */
    static final int THREADS = 2;

    /** Calls in one transaction at most: what their statements hold stays small. */
    static final int TOGETHER = 64;

    /** Calls that wait at most, each of which holds a thread of the HTTP server. */
    static final int WAITING = 128;

    private static final int TRIES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Committers.class);

    private final Function<List<SyncCall>, List<SyncOutcome>> group;
    private final CallQueue queue;
    private final int together;
    private final ComeBack comeBack;
    private final List<Thread> threads = new ArrayList<>();

    public Committers(SyncGroup group) {
        this(group::carryOut, new ComeBack(System::nanoTime), WAITING, TOGETHER);
    }

    /** @param group carries calls out in one transaction */
    Committers(
            Function<List<SyncCall>, List<SyncOutcome>> group, ComeBack comeBack, int mostWaiting, int mostTogether) {
        this.group = group;
        this.comeBack = comeBack;
        this.queue = new CallQueue(mostWaiting);
        this.together = mostTogether;
        for (int number = 1; number <= THREADS; number++) {
            Thread thread = new Thread(this::run, "committer-" + number);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /**
     * Carries a call out, with others; returns when it is durable.
     *
     * @throws ComeBackException when more calls wait than can be carried out soon
     */
    SyncAnswer carryOut(SyncCall call) {
        Waiting waiting = new Waiting(call, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            int waits = queue.size();
            throw new ComeBackException(comeBack.seconds(waits), waits);
        }
        try {
            return waiting.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e;
        }
    }

    /** Ends when what waits is carried out. */
    @Override
    public void close() {
        queue.close();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void run() {
        try {
            for (List<Waiting> calls = queue.take(together); !calls.isEmpty(); calls = queue.take(together)) {
                long start = System.nanoTime();
                try {
                    carryOut(calls);
                } catch (RuntimeException | Error e) {
                    LOG.error("calls could not be carried out", e);
                } finally {
                    calls.forEach(Committers::endOpen);
                    queue.done(calls);
                }
                comeBack.carriedOut(calls.size(), (System.nanoTime() - start) / THREADS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut(List<Waiting> calls) {
        List<SyncOutcome> outcomes;
        try {
            outcomes = group.apply(calls.stream().map(Waiting::call).toList());
        } catch (RuntimeException e) {
            if (calls.size() == 1 || e instanceof DatabaseUnavailableException) {
                calls.forEach(call -> call.answer().completeExceptionally(e));
            } else {
                LOG.info("{} calls are carried out singly: {}", calls.size(), e.getMessage());
                calls.forEach(this::singly);
            }
            return;
        }
        List<Waiting> again = new ArrayList<>();
        for (int place = 0; place < calls.size(); place++) {
            if (!tell(calls.get(place), outcomes.get(place))) {
                again.add(calls.get(place));
            }
        }
        again.forEach(this::singly);
    }

    private void singly(Waiting call) {
        try {
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                if (tell(call, group.apply(List.of(call.call())).get(0))) {
                    return;
                }
            }
            throw new ConflictException(
                    "host " + call.call().host() + " made the same call at once " + TRIES + " times");
        } catch (RuntimeException e) {
            call.answer().completeExceptionally(e);
        }
    }

    /** False when the call is to be tried again. */
    private static boolean tell(Waiting call, SyncOutcome outcome) {
        if (outcome instanceof SyncOutcome.Answered answered) {
            call.answer().complete(answered.answer());
        } else if (outcome instanceof SyncOutcome.Failed failed) {
            call.answer().completeExceptionally(failed.fault());
        } else {
            return false;
        }
        return true;
    }

    /** Nobody waits for ever, whatever fails here. */
    private static void endOpen(Waiting call) {
        call.answer().completeExceptionally(new IllegalStateException("the call was not carried out"));
    }
}
