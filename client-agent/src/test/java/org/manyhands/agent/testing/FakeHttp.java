package org.manyhands.agent.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;

/** Bodies as a project's server reads and writes them. */
final class FakeHttp {
    private FakeHttp() {}

    static boolean isCompressed(HttpExchange exchange) {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    }

    static byte[] body(HttpExchange exchange) throws IOException {
        return isCompressed(exchange)
                ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
                : exchange.getRequestBody().readAllBytes();
    }

    static void refuse(HttpExchange exchange, Problem problem) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", Problem.MEDIA_TYPE);
        if (problem.status() == 503) {
            exchange.getResponseHeaders().set("Retry-After", "0");
        }
        byte[] bytes = Json.write(problem).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(problem.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** All answers come compressed to whoever takes that. */
    static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(status, 0);
        try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }
}
