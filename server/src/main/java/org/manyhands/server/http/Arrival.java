package org.manyhands.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body as it comes from the network; where a thread must wait for more of it, the call takes one of the places for that. A body for which it waited long and that comes
 * more slowly than any network since then gives its place to others: sockets with a byte a minute would keep all places, and what a body brought before buys it no time.
 */
final class Arrival extends FilterInputStream {
    /** A telephone's connection is faster. */
    static final long LEAST_BYTES_A_SECOND = 1_024;

    /** So long nothing is said of speed: names are looked up, connections are set up, lost packets are sent again. */
    static final Duration GRACE = Duration.ofSeconds(20);

    private static final int RETRY_SECONDS = 60;

    private final BodyBudget.Share share;
    private final LongSupplier nanos;
    private long left;

    /** Since the speed was looked at. */
    private long arrived;

    private long waitedNanos;

    /**
     * Makes it.
     *
     * @param declared bytes that the body has, as its Content-Length says, or more than any body when it says nothing
     * @param nanos a clock, as {@link System#nanoTime}
     */
    Arrival(InputStream received, BodyBudget.Share share, long declared, LongSupplier nanos) {
        super(received);
        this.share = share;
        this.left = declared;
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        boolean waits = left > 0 && in.available() == 0;
        if (waits) {
            requireSpeed();
            share.awaitBytes();
        }
        long before = nanos.getAsLong();
        int n = in.read(buffer, offset, length);
        waitedNanos += waits ? nanos.getAsLong() - before : 0;
        left -= Math.max(0, n);
        arrived += Math.max(0, n);
        if (n < 0 || left <= 0) {
            share.arrived();
        }
        return n;
    }

    /** Only time that was spent waiting counts: a busy server makes no caller slow. */
    private void requireSpeed() {
        if (waitedNanos <= GRACE.toNanos()) {
            return;
        }
        long seconds = Duration.ofNanos(waitedNanos).toSeconds();
        if (arrived < seconds * LEAST_BYTES_A_SECOND) {
            throw new ComeBackException(
                    RETRY_SECONDS,
                    "the last " + arrived + " bytes of the body came in " + seconds + " seconds, and less than "
                            + LEAST_BYTES_A_SECOND
                            + " bytes a second are not waited for; nothing was changed; come back in "
                            + RETRY_SECONDS + " seconds or over a faster connection");
        }
        waitedNanos = 0;
        arrived = 0;
    }
}
