package org.manyhands.server.dispatch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@link BlockKeeper} and the {@link FactsKeeper} on a timer and when somebody says that it has something to do. */
public final class BlockThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockThread.class);
    private static final long TICK_MILLIS = 1_000;
    private static final Duration RENEW_EVERY = Duration.ofMillis(BlockKeeper.LEASE_MILLIS / 10);
    private static final Duration REFILL_EVERY = Duration.ofMillis(50);
    /** Reading the facts takes no more of the time than one part of so many. */
    private static final int FACTS_SHARE = 20;

    private static final Duration CLEAN_EVERY = Duration.ofMinutes(1);

    private final BlockKeeper keeper;
    private final ReadyWork ready;
    private final FactsKeeper facts;
    private final Semaphore wakes = new Semaphore(0);
    private final AtomicBoolean more = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "blocks");
    private volatile boolean stopped;
    private long refilledNanos = System.nanoTime() - REFILL_EVERY.toNanos();
    private long renewedNanos = System.nanoTime();
    private long pausedNanos = renewedNanos;
    private long cleanedNanos = renewedNanos;
    private long factsNanos = renewedNanos;
    private long pauseNanos;

    public BlockThread(BlockKeeper keeper, ReadyWork ready, FactsKeeper facts) {
        this.keeper = keeper;
        this.ready = ready;
        this.facts = facts;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Something was sent: a block may be empty, or the stock low. */
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    /** A host got less than it asked for, though work waits: other work may fit it. */
    public void wantMore() {
        more.set(true);
        wake();
    }

    /** Ends the timer and gives all blocks back. */
    @Override
    public void close() {
        stopped = true;
        wake();
        try {
            thread.join();
            keeper.giveBackAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("blocks could not be given back, and are free when their leases are over: {}", e.getMessage());
        }
    }

    private void run() {
        while (!stopped) {
            try {
                if (wakes.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
                if (!stopped) {
                    turn();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("blocks of results could not be looked after, and will be again: {}", e.getMessage());
                LOG.debug("why", e);
            }
        }
    }

    private void turn() {
        long now = System.nanoTime();
        if (now - renewedNanos >= RENEW_EVERY.toNanos()) {
            keeper.renew();
            renewedNanos = now;
        }
        if (now - pausedNanos >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
            keeper.giveBackPaused();
            pausedNanos = now;
        }
        if (now - cleanedNanos >= CLEAN_EVERY.toNanos()) {
            keeper.deleteEnded();
            cleanedNanos = now;
        }
        if (now - factsNanos >= pauseNanos) {
            facts.refresh(ready.stock().keySet());
            factsNanos = System.nanoTime();
            pauseNanos = Math.max(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS), FACTS_SHARE * (factsNanos - now));
        }
        keeper.deleteEmptied();
        if (more.getAndSet(false)) {
            keeper.refillMore();
        } else if (now - refilledNanos >= REFILL_EVERY.toNanos() && ready.size() < BlockKeeper.STOCK) {
            keeper.refill();
            refilledNanos = now;
        }
    }
}
