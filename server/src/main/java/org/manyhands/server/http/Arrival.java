package org.manyhands.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body as it comes from the network; where a thread must wait for more of it, the call takes one of the places for that. */
final class Arrival extends FilterInputStream {
    private final BodyBudget.Share share;
    private long left;

    /** @param declared bytes that the body has, as its Content-Length says, or more than any body when it says nothing */
    Arrival(InputStream received, BodyBudget.Share share, long declared) {
        super(received);
        this.share = share;
        this.left = declared;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left > 0 && in.available() == 0) {
            share.awaitBytes();
        }
        int n = in.read(buffer, offset, length);
        left -= Math.max(0, n);
        if (n < 0 || left <= 0) {
            share.arrived();
        }
        return n;
    }
}
