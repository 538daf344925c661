package org.manyhands.sandbox.wasi;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

    void save(DataOutputStream out) throws IOException {
        out.writeLong(total);
        out.writeInt(head.size());
        head.writeTo(out);
        out.write(tail);
    }

    /** Takes over what was written before; the listener has heard it then. */
    void restore(DataInputStream in) throws IOException {
        total = in.readLong();
        int length = in.readInt();
        if (length < 0 || length != Math.min(total, CapturedStream.HEAD_BYTES)) {
            throw new IOException("a stream of " + total + " bytes does not begin with " + length);
        }
        head.reset();
        head.write(in.readNBytes(length));
        in.readFully(tail);
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
