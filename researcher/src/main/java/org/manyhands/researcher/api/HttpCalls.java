package org.manyhands.researcher.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/** Single calls to a project: sends, waits, and turns every refusal into an exception. Thread-safe. */
final class HttpCalls {
    static final int CONNECT_SECONDS = 10;

    private static final Duration READ = Duration.ofSeconds(60);
    /** A quote runs work units, an application version is checked and rewritten: both happen before the answer. */
    private static final Duration WRITE = Duration.ofMinutes(15);

    private static final int MOST_PROBLEM_BYTES = 1 << 16;
    private static final Duration TRANSFER = Duration.ofHours(6);

    private final URI base;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
            .build();

    HttpCalls(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    <T> T get(String path, Class<T> type) throws IOException {
        return value(send(request(path, READ).GET(), BodyHandlers.ofByteArray()), path, type);
    }

    <T> T post(String path, Object body, Class<T> type) throws IOException {
        HttpRequest.Builder request = request(path, WRITE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body), StandardCharsets.UTF_8));
        return value(send(request, BodyHandlers.ofByteArray()), path, type);
    }

    <T> T post(String path, BodyPublisher bytes, Map<String, String> headers, Class<T> type) throws IOException {
        HttpRequest.Builder request = request(path, TRANSFER)
                .header("Content-Type", "application/octet-stream")
                .POST(bytes);
        headers.forEach(request::header);
        return value(send(request, BodyHandlers.ofByteArray()), path, type);
    }

    /** True for an answer of 200, false for 404. */
    boolean exists(String path) throws IOException {
        HttpRequest.Builder request = request(path, READ).method("HEAD", BodyPublishers.noBody());
        HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() == 404) {
            return false;
        }
        if (response.statusCode() == 200) {
            return true;
        }
        // The answer to HEAD has no body that would say why.
        value(send(request(path, READ).GET(), BodyHandlers.ofByteArray()), path, Object.class);
        return true;
    }

    /** The bytes at a path, as they arrive; the caller closes them. */
    InputStream bytes(String path, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = request(path, TRANSFER).GET();
        headers.forEach(request::header);
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw refusal(path, response, body.readNBytes(MOST_PROBLEM_BYTES));
        }
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(patience).header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request.build(), handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + base);
        } catch (IOException e) {
            throw new UnreachableException(base, e);
        }
    }

    private <T> T value(HttpResponse<byte[]> response, String path, Class<T> type) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw refusal(path, response, response.body());
        }
        try {
            return Json.read(response.body(), type);
        } catch (MalformedJsonException e) {
            throw new IOException(
                    base.resolve(path) + " answered what is " + e.getMessage() + "; is this a Manyhands project?", e);
        }
    }

    private IOException refusal(String path, HttpResponse<?> response, byte[] body) {
        String mediaType = response.headers().firstValue("Content-Type").orElse("no content");
        if (mediaType.startsWith(Problem.MEDIA_TYPE)) {
            try {
                return new ProblemException(Json.read(body, Problem.class));
            } catch (MalformedJsonException e) {
                return new IOException(
                        base.resolve(path) + " refused, and its reason cannot be read: " + e.getMessage());
            }
        }
        return new IOException(base.resolve(path) + " answered status " + response.statusCode() + " with " + mediaType
                + "; is this a Manyhands project?");
    }
}
