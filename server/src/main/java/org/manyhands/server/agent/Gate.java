package org.manyhands.server.agent;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.manyhands.server.http.ComeBackException;

/** Lets so many calls in at once, has so many wait, in order, and tells the others when to come back. Thread-safe. */
public final class Gate {
    private final int inside;
    private final int mostWaiting;
    private final Semaphore places;
    private final ComeBack comeBack;
    private final AtomicInteger waiting = new AtomicInteger();

    public Gate(int inside, int mostWaiting) {
        this(inside, mostWaiting, new ComeBack(System::nanoTime));
    }

    Gate(int inside, int mostWaiting, ComeBack comeBack) {
        this.inside = inside;
        this.mostWaiting = mostWaiting;
        this.places = new Semaphore(inside, true);
        this.comeBack = comeBack;
    }

    /**
     * Does the work when a place is free.
     *
     * @throws ComeBackException when too many wait for one
     */
    <T> T pass(Supplier<T> work) {
        if (!places.tryAcquire()) {
            int before = waiting.getAndIncrement();
            try {
                if (before >= mostWaiting) {
                    throw new ComeBackException(comeBack.seconds(before), before);
                }
                places.acquireUninterruptibly();
            } finally {
                waiting.decrementAndGet();
            }
        }
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            comeBack.carriedOut(1, (System.nanoTime() - start) / inside);
            places.release();
        }
    }
}
