package org.manyhands.bench.dispatch.load;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive HTTP/1.1 connection (RFC 9112) that posts JSON and reads the whole answer. It does what the benchmark needs and
 * no more, since the load generator shares its processors with what it measures. For one thread.
 */
final class KeptConnection implements Closeable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final String host;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 14];
    private int position;
    private int end;

    KeptConnection(URI server) throws IOException {
        host = server.getAuthority();
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** An answer: its status, the seconds of {@code Retry-After} (0 without), and its bytes. */
    record Answer(int status, int retryAfterSeconds, byte[] body) {}

    /**
     * Sends and waits for the answer.
     *
     * @param headers further header lines, each ended by CR LF
     * @throws IOException when the server goes away or does not answer; the connection is of no use then
     */
    Answer post(String path, String headers, byte[] body) throws IOException {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                        + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        out.write(message);
        return read();
    }

    private Answer read() throws IOException {
        String start = line();
        if (!start.startsWith("HTTP/1.1 ") || start.length() < 12) {
            throw new IOException("no answer of HTTP/1.1: '" + start + "'");
        }
        int status = Integer.parseInt(start.substring(9, 12));
        int length = -1;
        int retryAfter = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("retry-after:")) {
                retryAfter = Integer.parseInt(lower.substring(12).strip());
            }
        }
        return new Answer(status, retryAfter, length >= 0 ? bytes(length) : chunks());
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().strip(), 16);
            body.writeBytes(bytes(size));
            line();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        int copied = 0;
        while (copied < count) {
            if (position == end) {
                fill();
            }
            int step = Math.min(count - copied, end - position);
            System.arraycopy(buffer, position, bytes, copied, step);
            position += step;
            copied += step;
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(40);
        while (true) {
            if (position == end) {
                fill();
            }
            char next = (char) (buffer[position++] & 0xff);
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append(next);
            }
        }
    }

    private void fill() throws IOException {
        end = in.read(buffer);
        position = 0;
        if (end <= 0) {
            end = 0;
            throw new EOFException("the server at " + host + " closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
