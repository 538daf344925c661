package org.manyhands.sandbox;

import java.util.Arrays;

/**
 * What is kept of standard output or standard error: all of it up to {@value #KEPT_BYTES} bytes, else its first
 * {@value #HEAD_BYTES} and its last {@value #TAIL_BYTES} bytes. The same rule on every host, so that it can be part of
 * the digest.
 *
 * @param totalBytes how many bytes the program wrote
 * @param kept the kept bytes
 */
public record CapturedStream(long totalBytes, byte[] kept) {
    public static final int HEAD_BYTES = 48 * 1024;
    public static final int TAIL_BYTES = 16 * 1024;
    public static final int KEPT_BYTES = HEAD_BYTES + TAIL_BYTES;

    public static final CapturedStream EMPTY = new CapturedStream(0, new byte[0]);

    public CapturedStream {
        if (kept.length != Math.min(totalBytes, KEPT_BYTES)) {
            throw new IllegalArgumentException("a stream of " + totalBytes + " bytes keeps "
                    + Math.min(totalBytes, KEPT_BYTES) + " of them, not " + kept.length);
        }
    }

    /** True when bytes in the middle were left out. */
    public boolean truncated() {
        return totalBytes > kept.length;
    }

    /** The last bytes that the program wrote, at most {@value #TAIL_BYTES}. */
    public byte[] tail() {
        return Arrays.copyOfRange(kept, Math.max(0, kept.length - TAIL_BYTES), kept.length);
    }
}
