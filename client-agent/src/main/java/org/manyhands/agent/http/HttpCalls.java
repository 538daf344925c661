package org.manyhands.agent.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/** HTTP/1.1 with compression, bounded in time and size. Thread-safe. */
final class HttpCalls {
    /** Bodies larger than this are compressed. */
    static final int COMPRESSED_FROM_BYTES = 1024;
    /** Most bytes of an answer that is held in memory, after decompression. */
    static final int ANSWER_LIMIT_BYTES = 16 << 20;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration HEAD_LIMIT = Duration.ofSeconds(60);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final StallGuard guard = new StallGuard(STALL_LIMIT);
    private final Set<Thread> waiting = new HashSet<>();
    private boolean closed;

    /** Sends a call whose answer is JSON text, and returns that text. */
    byte[] text(HttpRequest.Builder request) throws IOException, InterruptedException, CallRefusedException {
        HttpResponse<InputStream> response = head(request.header("Accept-Encoding", "gzip"));
        try (InputStream body = decompressed(response)) {
            byte[] bytes = body.readNBytes(ANSWER_LIMIT_BYTES + 1);
            if (bytes.length > ANSWER_LIMIT_BYTES) {
                throw new IOException("the answer is larger than " + ANSWER_LIMIT_BYTES + " bytes");
            }
            refuse(response, bytes);
            return bytes;
        }
    }

    /** Sends a call whose answer is a stream of bytes, which the caller closes. */
    HttpResponse<InputStream> stream(HttpRequest.Builder request)
            throws IOException, InterruptedException, CallRefusedException {
        HttpResponse<InputStream> response = head(request);
        if (response.statusCode() / 100 != 2) {
            try (InputStream body = decompressed(response)) {
                refuse(response, body.readNBytes(ANSWER_LIMIT_BYTES));
            }
        }
        return response;
    }

    /** The answer's bytes, cut off when they stop coming. */
    InputStream watched(HttpResponse<InputStream> response) {
        return guard.watch(response.body());
    }

    private HttpResponse<InputStream> head(HttpRequest.Builder request) throws IOException, InterruptedException {
        enter();
        try {
            return client.send(request.timeout(HEAD_LIMIT).build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            if (isClosed()) {
                throw new IOException("the agent stops", e);
            }
            throw e;
        } finally {
            leave();
        }
    }

    /** Breaks off all calls and makes no more. What the calling threads do besides is left alone. */
    void close() {
        synchronized (waiting) {
            closed = true;
            waiting.forEach(Thread::interrupt);
        }
        guard.cutAll();
    }

    private void enter() throws IOException {
        synchronized (waiting) {
            if (closed) {
                throw new IOException("the agent stops");
            }
            waiting.add(Thread.currentThread());
        }
    }

    private void leave() {
        synchronized (waiting) {
            waiting.remove(Thread.currentThread());
            if (closed) {
                // Meant for the call, which is over; a file written next must not suffer.
                Thread.interrupted();
            }
        }
    }

    private boolean isClosed() {
        synchronized (waiting) {
            return closed;
        }
    }

    private InputStream decompressed(HttpResponse<InputStream> response) throws IOException {
        InputStream body = watched(response);
        return response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip")
                ? new GZIPInputStream(body)
                : body;
    }

    private static void refuse(HttpResponse<InputStream> response, byte[] body) throws CallRefusedException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        Problem problem;
        try {
            Problem read = Json.read(body, Problem.class);
            problem = read.code() == null || read.detail() == null ? unexplained(response) : withStatus(read, status);
        } catch (MalformedJsonException e) {
            problem = unexplained(response);
        }
        throw new CallRefusedException(problem, retryAfter(response));
    }

    private static Problem withStatus(Problem read, int status) {
        return new Problem(
                read.type(), read.title(), status, read.detail(), read.code(), read.number(), read.expectedSequence());
    }

    private static Problem unexplained(HttpResponse<?> response) {
        int status = response.statusCode();
        String detail = response.uri() + " answers with status " + status + " and does not say why";
        ErrorCode nearest = status == 404 ? ErrorCode.NOT_FOUND : ErrorCode.INTERNAL;
        return new Problem("about:blank", "", status, detail, nearest.name(), nearest.number(), 0);
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String value = response.headers().firstValue("Retry-After").orElse("");
        // A date is allowed there, too; a server that sends one is asked again by our own schedule.
        return value.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : Duration.ZERO;
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
