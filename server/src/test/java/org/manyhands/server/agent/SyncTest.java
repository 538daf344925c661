package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.testing.Answer;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

class SyncTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aResultIsSentRunReportedAndAcknowledged() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");

        SyncReply first = agent.ask(2);
        Assignment order = agent.assignments(first).get(0);
        agent.hold(new Holding(order.resultId(), 1_000));
        SyncReply last = agent.report(
                TestReports.finished(order.resultId(), World.FUEL, TestReports.inside("answer.txt", "42")));

        assertThat(order.workUnitId()).isEqualTo(unit.id());
        assertThat(order.hostId()).isEqualTo(agent.host());
        assertThat(order.arguments()).isEqualTo(unit.arguments());
        assertThat(order.seed()).isEqualTo(unit.seed());
        assertThat(order.deadlineMillis()).isEqualTo(first.serverMillis() + 3_600_000);
        assertThat(first.assignments())
                .as("one copy of a work unit for one account")
                .hasSize(1);
        assertThat(first.appVersions()).hasSize(1);
        assertThat(last.acknowledged()).containsExactly(new SyncReply.Acknowledgement(order.resultId(), true, "", ""));
        Result result = result(order);
        assertThat(result.state()).isEqualTo(ResultState.RETURNED);
        assertThat(result.fuelSoFar()).isEqualTo(1_000);
        assertThat(result.fuel()).isEqualTo(World.FUEL);
        assertThat(server.database()
                        .inTransaction(tx -> server.database().results().report(tx, order.resultId()))
                        .orElseThrow()
                        .outputs())
                .singleElement()
                .satisfies(output -> assertThat(output.content()).asString().isEqualTo("42"));
    }

    @Test
    void aRepeatedCallGetsTheVerySameAnswerAndChangesNothing() {
        server.world().cutBatch(4);
        TestAgent agent = TestAgent.attached(server, "vera");
        String body = Json.write(TestAgent.request(List.of(), List.of(), TestAgent.wanted(1)));

        Answer first = agent.call(1, body);
        Answer again = agent.call(1, body);

        assertThat(first.as(SyncReply.class).assignments()).hasSize(1);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(held(agent.host())).hasSize(1);
    }

    @Test
    void theSameNumberWithAnotherBodyIsOutOfSequence() {
        TestAgent agent = TestAgent.attached(server, "vera");
        agent.ask(0);

        assertThat(agent.call(1, Json.write(TestAgent.request(List.of(), List.of(), TestAgent.wanted(3))))
                        .refused(ErrorCode.OUT_OF_SEQUENCE, "2 is expected")
                        .expectedSequence())
                .isEqualTo(2);
    }

    @Test
    void olderAndFartherNumbersAreOutOfSequence() {
        TestAgent agent = TestAgent.attached(server, "vera");
        String body = Json.write(TestAgent.request(List.of(), List.of(), WorkRequest.NONE));
        agent.call(1, body).as(SyncReply.class);
        agent.call(2, body).as(SyncReply.class);

        Answer old = agent.call(1, body);
        Answer far = agent.call(4, body);

        assertThat(old.refused(ErrorCode.OUT_OF_SEQUENCE).expectedSequence()).isEqualTo(3);
        assertThat(far.refused(ErrorCode.OUT_OF_SEQUENCE).expectedSequence()).isEqualTo(3);
        assertThat(far.status()).isEqualTo(409);
    }

    @Test
    void aWrongSignatureATamperedBodyAndAnUnknownHostAreRefused() {
        TestAgent agent = TestAgent.attached(server, "vera");
        TestAgent other = TestAgent.attached(server, "otto");
        byte[] body = Json.write(TestAgent.request(List.of(), List.of(), WorkRequest.NONE))
                .getBytes(StandardCharsets.UTF_8);
        String digest = Digests.sha256(body);
        byte[] tampered = new String(body, StandardCharsets.UTF_8)
                .replace("\"results\":0", "\"results\":9")
                .getBytes(StandardCharsets.UTF_8);
        String good = agent.sign(agent.key(), Protocol.SYNC_PATH, 1, digest);

        assertThat(agent.call(agent.host(), 1, good, tampered, null)
                        .refused(ErrorCode.WRONG_SIGNATURE, "altered")
                        .status())
                .isEqualTo(401);
        agent.call(agent.host(), 2, good, body, null).refused(ErrorCode.WRONG_SIGNATURE);
        agent.call(other.host(), 1, good, body, null).refused(ErrorCode.WRONG_SIGNATURE);
        agent.call(agent.host(), 1, agent.sign(agent.key(), "/elsewhere", 1, digest), body, null)
                .refused(ErrorCode.WRONG_SIGNATURE);
        agent.call(agent.host(), 1, "00", body, null).refused(ErrorCode.WRONG_SIGNATURE);
        agent.call(new HostId(987_654), 1, good, body, null).refused(ErrorCode.UNKNOWN_HOST, "987654", "attach");
        agent.call(agent.host(), 1, good, body, null).as(SyncReply.class);
    }

    @Test
    void missingHeadersAreNamed() {
        server.post(Protocol.SYNC_PATH, null, "{}").refused(ErrorCode.MALFORMED_REQUEST, Protocol.HOST_HEADER);
        server.post(Protocol.ATTACH_PATH, null, "{}").refused(ErrorCode.MALFORMED_REQUEST, Protocol.SEQUENCE_HEADER);
    }

    @Test
    void aMalformedBodyDoesNotUseUpTheNumber() {
        TestAgent agent = TestAgent.attached(server, "vera");

        agent.call(1, "{\n  nonsense").refused(ErrorCode.MALFORMED_REQUEST, "line 2");
        agent.call(1, "{}").refused(ErrorCode.MALFORMED_REQUEST);
        assertThat(agent.ask(0).serverMillis()).isEqualTo(server.clock().millis());
    }

    @Test
    void unknownFieldsAreIgnored() {
        TestAgent agent = TestAgent.attached(server, "vera");
        String body = Json.write(TestAgent.request(List.of(), List.of(), WorkRequest.NONE));

        agent.call(1, body.replaceFirst("\\{", "{\"mood\":\"sunny\",")).as(SyncReply.class);
    }

    @Test
    void bodiesMayBeCompressed() {
        TestAgent agent = TestAgent.attached(server, "vera");

        agent.compressed(1, Json.write(TestAgent.request(List.of(), List.of(), WorkRequest.NONE)))
                .as(SyncReply.class);
    }

    @Test
    void whatIsNotGzipIsRefusedInWords() {
        TestAgent agent = TestAgent.attached(server, "vera");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String signature = agent.sign(agent.key(), Protocol.SYNC_PATH, 1, Digests.sha256(body));

        agent.call(agent.host(), 1, signature, body, "gzip").refused(ErrorCode.MALFORMED_REQUEST, "gzip");
        agent.call(agent.host(), 1, signature, body, "br").refused(ErrorCode.MALFORMED_REQUEST, "'br'", "gzip");
    }

    @Test
    void aBombOfZerosIsInflatedOnlyToTheLimit() {
        TestAgent agent = TestAgent.attached(server, "vera");
        byte[] bomb = TestAgent.gzip(new byte[64 << 20]);

        assertThat(bomb.length).isLessThan(100_000);
        assertThat(agent.call(agent.host(), 1, "0".repeat(128), bomb, "gzip")
                        .refused(ErrorCode.TOO_LARGE, "16777216")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void anOversizedBodyIsRefused() {
        TestAgent agent = TestAgent.attached(server, "vera");

        agent.call(agent.host(), 1, "00", new byte[(16 << 20) + 1], null).refused(ErrorCode.TOO_LARGE, "16777216");
    }

    @Test
    void anotherKeyOfTheSameAccountCannotSpeakForTheHost() {
        TestAgent agent = TestAgent.attached(server, "vera");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        SigningKey thief = SigningKey.ofSeed("11".repeat(32));

        agent.call(agent.host(), 1, agent.sign(thief, Protocol.SYNC_PATH, 1, Digests.sha256(body)), body, null)
                .refused(ErrorCode.WRONG_SIGNATURE);
    }

    @RepeatedTest(3)
    void theSameCallTwiceAtOnceIsCarriedOutOnce() throws Exception {
        server.world().cutBatch(4);
        TestAgent agent = TestAgent.attached(server, "vera");
        String body = Json.write(TestAgent.request(List.of(), List.of(), TestAgent.wanted(2)));

        List<Answer> answers = together(List.of(() -> agent.call(1, body), () -> agent.call(1, body)));

        assertThat(answers.get(0).as(SyncReply.class).assignments()).hasSize(2);
        assertThat(answers.get(1).body()).isEqualTo(answers.get(0).body());
        assertThat(held(agent.host())).hasSize(2);
    }

    @Test
    void hostsThatAskAtOnceGetEachResultOnce() throws Exception {
        server.world().cutBatch(10);
        List<TestAgent> agents = Stream.of("ada", "ben", "cleo", "dirk")
                .map(name -> TestAgent.attached(server, name))
                .toList();

        List<Assignment> orders = together(agents.stream()
                        .<Callable<List<Assignment>>>map(agent -> () -> agent.assignments(agent.ask(10)))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(orders).extracting(Assignment::resultId).doesNotHaveDuplicates();
        assertThat(orders)
                .extracting(order -> order.hostId() + " has " + order.workUnitId())
                .doesNotHaveDuplicates();
        assertThat(orders).as("copies of ten work units").hasSizeBetween(10, 20);
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        ExecutorService callers = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : callers.invokeAll(calls.stream()
                    .<Callable<T>>map(call -> () -> {
                        start.await();
                        return call.call();
                    })
                    .toList())) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdown();
        }
    }

    private Result result(Assignment order) {
        return server.database()
                .inTransaction(tx -> server.database().results().byId(tx, order.resultId()))
                .orElseThrow();
    }

    private List<Result> held(HostId host) {
        return server.database().inTransaction(tx -> server.database().results().heldBy(tx, host));
    }
}
