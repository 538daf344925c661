package org.manyhands.researcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.StoredFile;

/**
 * A project that answers what a test tells it to, over real HTTP on loopback, and remembers what it was asked. Files are
 * kept as a real one would.
 */
final class FakeProject implements AutoCloseable {
    /**
     * A call that arrived.
     *
     * @param line method, path and query
     */
    record Call(String line, String body, Map<String, String> headers) {}

    private record Answer(int status, String mediaType, byte[] body) {}

    static {
        // Otherwise each answer waits 40 ms for an acknowledgement that is late on purpose (RFC 1122, section 4.2.3.2).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    FakeProject() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(exchange);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The answers to a call, one after the other; the last one stays. What was told before is forgotten. */
    FakeProject on(String line, Object... values) {
        answers.remove(line);
        for (Object value : values) {
            Answer answer = value instanceof Problem problem
                    ? new Answer(
                            problem.status(),
                            Problem.MEDIA_TYPE,
                            Json.write(problem).getBytes(StandardCharsets.UTF_8))
                    : value instanceof byte[] bytes
                            ? new Answer(200, "application/octet-stream", bytes)
                            : new Answer(
                                    200, "application/json", Json.write(value).getBytes(StandardCharsets.UTF_8));
            answers.computeIfAbsent(line, key -> new ArrayDeque<>()).add(answer);
        }
        return this;
    }

    /** Puts a file there; returns its digest. */
    String hold(byte[] bytes) {
        String sha256 = Digests.sha256(bytes);
        files.put(sha256, bytes);
        return sha256;
    }

    boolean holds(String sha256) {
        return files.containsKey(sha256);
    }

    List<String> lines() {
        return calls.stream().map(Call::line).toList();
    }

    /** The only call with this line. */
    Call only(String line) {
        List<Call> found =
                calls.stream().filter(call -> call.line().equals(line)).toList();
        if (found.size() != 1) {
            throw new AssertionError(line + " was called " + found.size() + " times, among " + lines());
        }
        return found.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().toString();
        String line = exchange.getRequestMethod() + " " + path;
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        calls.add(new Call(line, new String(body, StandardCharsets.UTF_8), headers));
        Deque<Answer> told = answers.get(line);
        if (told != null) {
            send(exchange, told.size() > 1 ? told.removeFirst() : told.getFirst());
        } else if (line.equals("POST /api/v1/files")) {
            store(exchange, body);
        } else if (path.startsWith("/api/v1/files/")) {
            exchange.sendResponseHeaders(files.containsKey(path.substring(path.lastIndexOf('/') + 1)) ? 200 : 404, -1);
        } else if (line.startsWith("GET /files/") && files.containsKey(path.substring("/files/".length()))) {
            sendBytes(exchange, files.get(path.substring("/files/".length())), headers.get("Range"));
        } else {
            send(exchange, problem(ErrorCode.NOT_FOUND, "nothing is told about " + line));
        }
    }

    private void store(HttpExchange exchange, byte[] body) throws IOException {
        String said = String.valueOf(exchange.getRequestHeaders().getFirst("Manyhands-Digest"));
        if (said.equals(Digests.sha256(body))) {
            hold(body);
            String json = Json.write(new StoredFile(said, body.length));
            send(exchange, new Answer(201, "application/json", json.getBytes(StandardCharsets.UTF_8)));
        } else {
            send(exchange, problem(ErrorCode.DIGEST_MISMATCH, "said was " + said));
        }
    }

    private static void sendBytes(HttpExchange exchange, byte[] bytes, String range) throws IOException {
        if (range == null) {
            send(exchange, new Answer(200, "application/octet-stream", bytes));
            return;
        }
        String[] ends = range.substring("bytes=".length()).split("-");
        byte[] piece = Arrays.copyOfRange(bytes, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
        send(exchange, new Answer(206, "application/octet-stream", piece));
    }

    private static Answer problem(ErrorCode code, String detail) {
        Problem problem = Problem.of(code, detail);
        return new Answer(
                problem.status(), Problem.MEDIA_TYPE, Json.write(problem).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
        if (answer.body().length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
