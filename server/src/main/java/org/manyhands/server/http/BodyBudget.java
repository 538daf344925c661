package org.manyhands.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of all bodies that are in memory at the same time. The first of each body are free, since threads bound
 * their sum; so small calls are served whatever large ones hold. What a call has taken it gives back when it is answered.
 * Bounds as well the calls whose thread waits for more of the body, so that slow ones never have all threads.
 */
final class BodyBudget implements Filter {
    /** Bytes of each body that are not counted: with all threads 20 MiB. */
    static final long FREE_BYTES = 64 << 10;

    private static final String SHARE = BodyBudget.class.getName();
    private static final int RETRY_SECONDS = 5;

    private final AtomicLong left;
    private final Semaphore waiting;

    /**
     * @param bytes most in memory at the same time, after inflation
     * @param mostWaiting threads that may wait for bodies at the same time
     */
    BodyBudget(long bytes, int mostWaiting) {
        this.left = new AtomicLong(bytes);
        this.waiting = new Semaphore(mostWaiting);
    }

    /** An eighth of the heap, as a body is in memory more than once while it is read; but a whole message always fits. */
    static BodyBudget ofHeap(long heapBytes, long messageBytes, int mostWaiting) {
        return new BodyBudget(Math.max(messageBytes, heapBytes / 8), mostWaiting);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Share share = new Share();
        request.setAttribute(SHARE, share);
        try {
            chain.doFilter(request, response);
        } finally {
            share.giveBack();
        }
    }

    /** Bytes that are not taken. */
    long left() {
        return left.get();
    }

    /** The name under which a request carries its {@link Share}. */
    static String attribute() {
        return SHARE;
    }

    /** What one call has taken. Used by the call's own thread. */
    final class Share {
        private long taken;
        private boolean waits;

        /**
         * Says how long the body is by now.
         *
         * @throws ComeBackException when others hold so much that it does not fit
         */
        void grow(long bodyBytes) {
            long more = bodyBytes - FREE_BYTES - taken;
            if (more <= 0) {
                return;
            }
            if (left.addAndGet(-more) < 0) {
                left.addAndGet(more);
                throw new ComeBackException(
                        RETRY_SECONDS,
                        "the calls under way fill the memory for bodies; nothing was changed; come back in "
                                + RETRY_SECONDS + " seconds");
            }
            taken += more;
        }

        /**
         * Before the thread waits for more of the body; the place is kept until all has arrived.
         *
         * @throws ComeBackException when too many threads wait for bodies
         */
        void awaitBytes() {
            if (waits) {
                return;
            }
            if (!waiting.tryAcquire()) {
                throw new ComeBackException(
                        RETRY_SECONDS,
                        "too many calls under way wait for the rest of their bodies; nothing was changed; come back in "
                                + RETRY_SECONDS + " seconds");
            }
            waits = true;
        }

        /** All of the body is there. */
        void arrived() {
            if (waits) {
                waits = false;
                waiting.release();
            }
        }

        private void giveBack() {
            arrived();
            left.addAndGet(taken);
            taken = 0;
        }
    }
}
