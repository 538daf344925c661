package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.result.Result;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;

/** More than anybody may send: in calls, or in one. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FloodTest {
    private static final int CALLS = 1_000;
    private static final int AT_ONCE = 8;
    /** What a connection may swallow before the refusal is there: the limit of a message, and what lies in buffers. */
    private static final long MOST_SWALLOWED = 64L << 20;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aThousandCallsOfOneHostAreAnsweredWithABoundedShareAndOthersAreServed() throws Exception {
        server.world().cutBatch(100);
        TestAgent flooding = TestAgent.attached(server, "otto");
        String body = Json.write(TestAgent.request(List.of(), List.of(), TestAgent.wanted(1_000)));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            long sequence = 1L + call / 10;
            answers.add(threads.submit(() -> flooding.call(sequence, body).status()));
        }

        TestAgent other = TestAgent.attached(server, "vera");
        assertThat(other.ask(1).assignments()).hasSize(1);

        threads.shutdown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(200, 409, 429, 503);
        }
        List<Result> held = server.database()
                .inTransaction(tx -> server.database().results().heldBy(tx, flooding.host()));
        assertThat(held).hasSizeLessThanOrEqualTo(64);
        assertThat(other.ask(1).assignments()).hasSize(1);
    }

    @Test
    void whatSaysThatItHasTenGigabytesIsRefusedBeforeAnyOfItIsSent() throws Exception {
        for (String path : List.of(Protocol.SYNC_PATH, "/api/v1/accounts")) {
            try (Socket socket = connected()) {
                head(socket, path, "Content-Length: 10000000000");

                assertThat(statusLine(socket)).startsWith("HTTP/1.1 413");
            }
        }
        assertThat(server.get("/readyz", null).status()).isEqualTo(200);
    }

    @Test
    void aBodyWithoutEndIsCutOffAtTheLimit() throws Exception {
        long sent = 0;
        try (Socket socket = connected()) {
            head(socket, "/api/v1/accounts", "Transfer-Encoding: chunked");
            OutputStream out = socket.getOutputStream();
            byte[] chunk = ("10000\r\n" + " ".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (sent < 4 * MOST_SWALLOWED && socket.getInputStream().available() == 0) {
                out.write(chunk);
                sent += chunk.length;
            }
        } catch (IOException refused) {
            assertThat(refused).as("the server has closed the connection").isNotNull();
        }
        assertThat(sent).isLessThan(MOST_SWALLOWED);
        assertThat(server.get("/readyz", null).status()).isEqualTo(200);
    }

    private Socket connected() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void head(Socket socket, String path, String length) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + length
                + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String statusLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next > 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
