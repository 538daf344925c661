package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.db.result.Result;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.http.BodyLimit;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;

/** More than anybody may send: in calls, or in one. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FloodTest {
    private static final int CALLS = 1_000;
    private static final int AT_ONCE = 8;
    /** What a connection may swallow before the refusal is there: the limit of a message, and what lies in buffers. */
    private static final long MOST_SWALLOWED = 64L << 20;

    /** Headers in the form of a signature that is none. */
    private static final String SIGNED =
            Protocol.SEQUENCE_HEADER + ": 0\r\n" + Protocol.SIGNATURE_HEADER + ": " + "0".repeat(128) + "\r\n";

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

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/octet-stream", "application/json"})
    void noTypeThatABodySaysOfItselfLiftsTheLimitOfAMessage(String type) throws Exception {
        for (String path : List.of(Protocol.ATTACH_PATH, Protocol.SYNC_PATH, "/api/v1/accounts")) {
            try (Socket socket = connected()) {
                head(socket, path, type, "Content-Length: 10000000000");

                assertThat(statusLine(socket)).containsAnyOf(" 413 ", " 415 ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/json"})
    void aBodyThatInflatesWithoutEndIsCutOffAtTheLimitOfAMessage(String type) {
        byte[] bomb = TestAgent.gzip(" ".repeat(1 << 25).getBytes(StandardCharsets.US_ASCII));

        assertThat(inflating(Protocol.ATTACH_PATH, type, bomb)).isEqualTo(413);
        assertThat(inflating("/api/v1/accounts", type, bomb)).isEqualTo(413);
    }

    @Test
    void rawBytesThatAreStreamedAreBoundedByTheLimitOfAFileOnly() throws Exception {
        String token = String.valueOf(server.signUp("vera").token());
        try (Socket socket = connected()) {
            String headers = "Authorization: Bearer " + token + "\r\nManyhands-Digest: " + Digests.sha256("")
                    + "\r\nContent-Length: " + 2 * BodyLimit.MESSAGE_BYTES;
            head(socket, "/api/v1/files", "application/octet-stream", headers);

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("cut it into several");
        }
    }

    @Test
    void aSmallCallTakesLittleMemoryAndIsReadOnlyWithHeadersThatAHostCouldSend() throws Exception {
        try (Socket socket = connected()) {
            head(socket, Protocol.ATTACH_PATH, "application/json", SIGNED + "Content-Length: 100000");
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 413");
        }
        for (String path : List.of(Protocol.ATTACH_PATH, Protocol.SYNC_PATH)) {
            try (Socket socket = connected()) {
                head(socket, path, "application/json", "Content-Length: 1000");
                assertThat(statusLine(socket)).startsWith("HTTP/1.1 400");
            }
            try (Socket socket = connected()) {
                String unlike = Protocol.HOST_HEADER + ": " + new HostId(1) + "\r\n" + Protocol.SEQUENCE_HEADER
                        + ": 1\r\n" + Protocol.SIGNATURE_HEADER + ": 00\r\n";
                head(socket, path, "application/json", unlike + "Content-Length: 1000");
                assertThat(statusLine(socket)).startsWith("HTTP/1.1 401");
            }
        }
        try (Socket socket = connected()) {
            String stranger = Protocol.HOST_HEADER + ": " + new HostId(987_654) + "\r\n";
            head(socket, Protocol.SYNC_PATH, "application/json", SIGNED + stranger + "Content-Length: 1000");
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void connectionsThatSendHalfABodyDoNotKeepOthersOut() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                Socket socket = connected();
                slow.add(socket);
                head(socket, "/api/v1/accounts", "application/json", "Content-Length: 1000");
            }
            assertThat(server.send(server.request("/healthz", null).timeout(Duration.ofSeconds(40)))
                            .status())
                    .isEqualTo(200);

            String body = "{\"name\":\"vera\"}";
            Socket whole = connected();
            slow.add(whole);
            String head = "POST /api/v1/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            whole.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(statusLine(whole)).startsWith("HTTP/1.1 201");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Status of the answer to an unsigned call whose signature has the right form. */
    private int inflating(String path, String type, byte[] compressed) {
        return server.send(server.request(path, null, "Content-Type", type, "Content-Encoding", "gzip")
                        .header(Protocol.SEQUENCE_HEADER, "0")
                        .header(Protocol.SIGNATURE_HEADER, "0".repeat(128))
                        .POST(BodyPublishers.ofByteArray(compressed)))
                .status();
    }

    private Socket connected() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void head(Socket socket, String path, String more) throws IOException {
        head(socket, path, "application/json", more);
    }

    private static void head(Socket socket, String path, String type, String more) throws IOException {
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + type + "\r\n" + more + "\r\n\r\n";
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
