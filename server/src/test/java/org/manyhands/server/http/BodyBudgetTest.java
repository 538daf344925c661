package org.manyhands.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BodyBudgetTest {
    private static final int LARGE = 1 << 20;

    private final CountDownLatch holding = new CountDownLatch(2);
    private final CountDownLatch release = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void calls_that_hold_all_memory_keep_out_large_ones_but_no_small_one_and_give_it_back() throws Exception {
        BodyBudget memory = new BodyBudget(2 * LARGE, 8);
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, List.of(new Held()), Map.of(), 2 * LARGE, memory)) {
            CompletableFuture<HttpResponse<String>> first = send(server, "held", LARGE);
            CompletableFuture<HttpResponse<String>> second = send(server, "held", LARGE);
            holding.await();

            HttpResponse<String> refused = send(server, "taken", LARGE).get();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.body()).contains("OVERLOADED", "come back");
            assertThat(send(server, "taken", 1_000).get().body()).isEqualTo("1000");

            release.countDown();
            assertThat(first.get().body()).isEqualTo(Integer.toString(LARGE));
            assertThat(second.get().body()).isEqualTo(Integer.toString(LARGE));
            assertThat(send(server, "taken", LARGE).get().body()).isEqualTo(Integer.toString(LARGE));
        }
        assertThat(memory.left()).isEqualTo(2 * LARGE);
    }

    @Test
    void the_budget_is_an_eighth_of_the_heap_and_never_less_than_a_message() {
        assertThat(BodyBudget.ofHeap(256 << 20, 16 << 20, 8).left()).isEqualTo(32 << 20);
        assertThat(BodyBudget.ofHeap(64 << 20, 16 << 20, 8).left()).isEqualTo(16 << 20);
    }

    @Test
    void a_refusal_takes_nothing() {
        BodyBudget memory = new BodyBudget(10, 8);
        BodyBudget.Share share = memory.new Share();
        share.grow(BodyBudget.FREE_BYTES + 4);

        assertThatThrownBy(() -> share.grow(BodyBudget.FREE_BYTES + 11)).isInstanceOf(ComeBackException.class);
        assertThat(memory.left()).isEqualTo(6);
    }

    @Test
    void so_many_wait_for_bodies_and_a_place_is_free_when_a_body_has_arrived() {
        BodyBudget memory = new BodyBudget(10, 1);
        BodyBudget.Share slow = memory.new Share();
        BodyBudget.Share other = memory.new Share();
        slow.awaitBytes();
        slow.awaitBytes();

        assertThatThrownBy(other::awaitBytes).isInstanceOf(ComeBackException.class);
        slow.arrived();
        slow.arrived();
        other.awaitBytes();
        assertThatThrownBy(slow::awaitBytes).isInstanceOf(ComeBackException.class);
    }

    private CompletableFuture<HttpResponse<String>> send(HttpServer server, String path, int bytes) throws IOException {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/" + path))
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(gzip(new byte[bytes])))
                        .build(),
                BodyHandlers.ofString());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Says how long the body is, at once or when the test says so. */
    @Path("/api")
    @Consumes(MediaType.APPLICATION_JSON)
    public final class Held {
        @POST
        @Path("held")
        public String held(byte[] body) throws InterruptedException {
            holding.countDown();
            release.await();
            return Integer.toString(body.length);
        }

        @POST
        @Path("taken")
        public String taken(byte[] body) {
            return Integer.toString(body.length);
        }
    }
}
