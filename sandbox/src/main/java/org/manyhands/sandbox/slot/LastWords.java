package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a slot process prints to standard error, so that it never blocks, and keeps the end of it. */
final class LastWords {
    private static final int KEPT_BYTES = 1_000;
    private static final long PATIENCE_MILLIS = 500;

    private final Thread reader;
    private byte[] kept = new byte[0];

    private LastWords(InputStream printed) {
        reader = new Thread(() -> read(printed), "slot-last-words");
        reader.setDaemon(true);
        reader.start();
    }

    static LastWords of(InputStream printed) {
        return new LastWords(printed);
    }

    /** What it printed last; waits a moment for the end of a process that is ending. */
    String text() {
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return new String(kept, StandardCharsets.UTF_8).strip();
        }
    }

    private void read(InputStream printed) {
        byte[] buffer = new byte[KEPT_BYTES];
        try (printed) {
            for (int count = printed.read(buffer); count >= 0; count = printed.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException e) {
            // The process was ended while it printed; what was kept so far is the end.
        }
    }

    private synchronized void keep(byte[] buffer, int count) {
        byte[] all = Arrays.copyOf(kept, kept.length + count);
        System.arraycopy(buffer, 0, all, kept.length, count);
        kept = Arrays.copyOfRange(all, Math.max(0, all.length - KEPT_BYTES), all.length);
    }
}
