package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.check.AnswerCheck;
import org.manyhands.db.result.Result;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Quota;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

class ExplainTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aHostIsToldTheSameWordsAsItsOwnCall() {
        server.world().cutBatch(3);
        TestAgent agent = TestAgent.attached(server, "vera");
        WorkRequest small = new WorkRequest(5, 1, 0, 60, 1 << 10);
        SyncReply reply = agent.sync(TestAgent.request(List.of(), List.of(), small));

        HostExplanation host = host(agent);

        assertThat(host.memoryBytes()).isEqualTo(1 << 10);
        assertThat(host.askedMillis()).isEqualTo(server.clock().millis());
        assertThat(host.batches()).singleElement().satisfies(batch -> {
            assertThat(batch.results()).isZero();
            assertThat(batch.later()).isFalse();
            assertThat(batch.ready()).isEqualTo(6);
            assertThat(batch.reasons()).isEqualTo(reply.shortfalls());
        });
    }

    @Test
    void whatItWouldGetIsNotTakenAndIsWhatItGets() {
        WorkUnit first = server.world().cutBatch(3).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        agent.assignments(agent.ask(1));
        server.world().cutBatch(2);
        TestAgent other = TestAgent.attached(server, "otto");
        other.ask(4);

        HostExplanation host = host(other);
        HostExplanation again = host(other);

        assertThat(again).isEqualTo(host);
        assertThat(host.inProgress()).isEqualTo(4);
        assertThat(host.mostInProgress()).isEqualTo(64);
        assertThat(host.batches()).hasSize(2).allSatisfy(batch -> {
            if (batch.batch().equals(first.batchId())) {
                assertThat(batch.reasons())
                        .extracting(SyncReply.Shortfall::rule)
                        .containsExactly("one-copy-an-account");
            } else {
                assertThat(batch.results()).isEqualTo(1);
            }
        });
        assertThat(other.assignments(other.ask(5))).hasSize(5);
    }

    @Test
    void aHostThatDidNotAskIsAssumedToGiveAllItHas() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        TestAgent.attached(server, "otto").ask(1);

        HostExplanation host = host(agent);

        assertThat(host.askedMillis()).isZero();
        assertThat(host.memoryBytes()).isEqualTo(TestAgent.FACTS.memoryBytes());
        assertThat(host.batches())
                .singleElement()
                .satisfies(batch -> assertThat(batch.results()).isEqualTo(1));
    }

    @Test
    void aWorkUnitSaysWhoHasItAndWhoIsKeptFromIt() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        Assignment order = agent.assignments(agent.ask(1)).get(0);
        TestAgent little = TestAgent.attached(server, "otto");
        little.sync(TestAgent.request(List.of(), List.of(), new WorkRequest(1, 1, 0, 60, 1 << 10)));

        UnitExplanation under = unit(unit);

        assertThat(under.waitsFor())
                .containsExactly(
                        "a host to take 1 copy",
                        "a host to bring back 1 copy",
                        "the first deadline, in 60 min, at the latest");
        assertThat(under.hosts()).isEqualTo(2);
        assertThat(under.mayTake()).isZero();
        assertThat(under.kept())
                .extracting(UnitExplanation.KeptFrom::rule)
                .containsExactlyInAnyOrder("one-copy-an-account", "memory");
        agent.report(TestReports.finished(order.resultId(), 5));
        assertThat(unit(unit).waitsFor()).contains("the validator to look at 1 copy that came back");
    }

    @Test
    void anAnswerThatTheVerifierIsYetToSeeWaitsForIt() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        Result copy = server.world().copies(unit.id()).get(0);
        server.database()
                .runInTransaction(tx -> server.database()
                        .checks()
                        .ask(tx, List.of(AnswerCheck.waiting(unit.id(), "ab", unit.batchId(), copy.id()))));

        assertThat(unit(unit).waitsFor()).contains("its application's verifier to look at 1 answer");
    }

    @Test
    void aWorkUnitIsHeldAgainstWhatIsKnownOfHostsNowAndNotWhenTheyAskedLast() {
        TestAgent agent = TestAgent.attached(server, "vera");
        agent.ask(1);
        WorkUnit unit = server.world().cutBatch(1).get(0);
        assertThat(unit(unit).mayTake()).isEqualTo(1);
        long today = server.clock().millis() / Duration.ofDays(1).toMillis();
        HostRecord usedUp = HostRecord.NONE.with(new Quota(1, today, 1));

        server.world().learn(agent.host(), server.world().batch(unit.batchId()).appVersionId(), usedUp);

        assertThat(unit(unit).mayTake()).isZero();
        assertThat(unit(unit).kept()).extracting(UnitExplanation.KeptFrom::rule).containsExactly("quota");
    }

    @Test
    void whatIsNotThereAndWhoeverIsNotSignedInIsRefused() {
        server.get("/api/v1/hosts/777/explanation", server.administrator()).refused(ErrorCode.NOT_FOUND, "777");
        server.get("/api/v1/work-units/777/explanation", server.administrator()).refused(ErrorCode.NOT_FOUND, "777");
        server.get("/api/v1/hosts/777/explanation", null).refused(ErrorCode.NOT_SIGNED_IN, "token");
    }

    private HostExplanation host(TestAgent agent) {
        return server.get("/api/v1/hosts/" + agent.host() + "/explanation", server.administrator())
                .as(HostExplanation.class);
    }

    private UnitExplanation unit(WorkUnit unit) {
        return server.get("/api/v1/work-units/" + unit.id() + "/explanation", server.administrator())
                .as(UnitExplanation.class);
    }
}
