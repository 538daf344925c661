package org.manyhands.sandbox.slot;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a pair of pipes: a byte for the type, four for the length, the payload. Any thread may send; one thread
 * receives.
 */
final class FrameChannel implements Closeable {
    /** A frame larger than this is a fault: nothing that is sent comes near. */
    private static final int MAXIMUM_BYTES = 64 << 20;

    /** Writes a payload. */
    @FunctionalInterface
    interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private final DataInputStream in;
    private final DataOutputStream out;
    /** Held while a frame is written. */
    private final ReentrantLock sending = new ReentrantLock();

    FrameChannel(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = new DataOutputStream(new BufferedOutputStream(out));
    }

    void send(FrameType type, Body body) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        body.write(new DataOutputStream(payload));
        send(type, payload.toByteArray(), 0, payload.size());
    }

    void send(FrameType type, byte[] bytes, int from, int length) throws IOException {
        sending.lock();
        try {
            out.writeByte(type.code());
            out.writeInt(length);
            out.write(bytes, from, length);
            out.flush();
        } finally {
            sending.unlock();
        }
    }

    /** Sends a frame without content, unless another thread is sending: then the other side hears something anyway. */
    void trySend(FrameType type) {
        if (sending.tryLock()) {
            try {
                send(type);
            } catch (IOException e) {
                // A side that is gone is noticed by whoever reads.
            } finally {
                sending.unlock();
            }
        }
    }

    void send(FrameType type) throws IOException {
        send(type, new byte[0], 0, 0);
    }

    /** The next frame, or null when the other side has closed its end. */
    @Nullable
    Frame receive() throws IOException {
        int code = in.read();
        if (code < 0) {
            return null;
        }
        try {
            int length = in.readInt();
            FrameType type = FrameType.of(code).orElse(null);
            if (type == null || length < 0 || length > MAXIMUM_BYTES) {
                throw new IOException("not a frame: type " + code + ", " + length + " bytes");
            }
            return new Frame(type, in.readNBytes(length));
        } catch (EOFException e) {
            return null;
        }
    }

    /** Closes the sending side, which ends a slot process. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
