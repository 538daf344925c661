package org.manyhands.sandbox.wasi;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.manyhands.sandbox.CapturedStream;

/** Keeps of a stream what {@link CapturedStream} keeps, and passes all of it on. */
public final class StreamCapture {
    /** Hears everything that is written, while the run goes on. */
    @FunctionalInterface
    public interface Listener {
        Listener NONE = (bytes, from, length) -> {};

        void written(byte[] bytes, int from, int length);
    }

    private final Listener listener;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    /** The last bytes after the head, as a ring. */
    private final byte[] tail = new byte[CapturedStream.TAIL_BYTES];

    private long total;

    public StreamCapture(Listener listener) {
        this.listener = listener;
    }

    void write(byte[] bytes, int from, int length) {
        listener.written(bytes, from, length);
        int toHead = Math.min(length, CapturedStream.HEAD_BYTES - head.size());
        head.write(bytes, from, toHead);
        total += toHead;
        int rest = length - toHead;
        int skipped = Math.max(0, rest - tail.length);
        total += skipped;
        for (int i = toHead + skipped; i < length; i++) {
            tail[(int) (total % tail.length)] = bytes[from + i];
            total++;
        }
    }

    /** What is kept at this moment. */
    public CapturedStream captured() {
        byte[] kept = Arrays.copyOf(head.toByteArray(), (int) Math.min(total, CapturedStream.KEPT_BYTES));
        int fromTail = kept.length - head.size();
        for (int i = 0; i < fromTail; i++) {
            kept[head.size() + i] = tail[(int) ((total - fromTail + i) % tail.length)];
        }
        return new CapturedStream(total, kept);
    }
}
