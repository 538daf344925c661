package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.SyncReply.Acknowledgement;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.dispatch.HeldLimit;
import org.manyhands.server.pass.ExpirePass;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

/** Hosts that lie, repeat themselves, come too late, or are not who they were. What is said of results changes only their own. */
class HostileHostTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aResultOfAnotherHostAndOneThatWasNeverSentAreRefusedAlike() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        TestAgent honest = TestAgent.attached(server, "vera");
        TestAgent liar = TestAgent.attached(server, "otto");
        ResultId others = order(honest).resultId();
        ResultId unsent = server.world().copies(unit.id()).get(1).id();

        for (ResultId id : List.of(others, unsent, new ResultId(9_999_999))) {
            Acknowledgement told = told(liar.report(TestReports.finished(id, 5)));
            assertThat(told.accepted()).isFalse();
            assertThat(told.code()).isEqualTo(ErrorCode.RESULT_NOT_IN_PROGRESS.name());
            assertThat(told.detail()).isEqualTo("result " + id + " was never sent to this host; forget it");
        }
        assertThat(state(others)).isEqualTo(ResultState.IN_PROGRESS);
        assertThat(state(unsent)).isEqualTo(ResultState.UNSENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, World.FUEL + 1, Long.MAX_VALUE})
    void fuelThatCannotBeIsRefusedAndTheCopyIsOver(long fuel) {
        server.world().cutBatch(1);
        TestAgent liar = TestAgent.attached(server, "otto");
        ResultId id = order(liar).resultId();

        Acknowledgement told = told(liar.report(TestReports.finished(id, fuel)));

        assertThat(told.accepted()).isFalse();
        assertThat(told.code()).isEqualTo(ErrorCode.REPORT_REFUSED.name());
        assertThat(told.detail()).contains("claims " + fuel + " fuel", "limit is " + World.FUEL);
        assertThat(state(id)).isEqualTo(ResultState.ERRORED);
        assertThat(record(liar).quota().limits()).isTrue();
        assertThat(record(liar).speed().samples()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE})
    void runningTimesThatCannotBeMakeNoHostFasterThanItWasSeenToBe(long wallMillis) {
        server.world().cutBatch(1);
        TestAgent liar = TestAgent.attached(server, "otto");
        ResultReport report = TestReports.finished(order(liar).resultId(), World.FUEL);
        server.clock().forward(Duration.ofSeconds(1_000));

        Acknowledgement told = told(liar.report(new ResultReport(
                report.resultId(),
                report.outcome(),
                report.fuel(),
                report.digest(),
                report.stdout(),
                report.stderr(),
                report.outputs(),
                wallMillis)));

        assertThat(told.accepted())
                .as("its digest is right, and time is no part of it")
                .isTrue();
        assertThat(record(liar).seenTurnaround(World.FUEL, World.FUEL / 1_000.0).medianSeconds())
                .isGreaterThan(999);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void aSlotWithoutMemoryGetsNothing(long memoryBytes) {
        server.world().cutBatch(1);
        TestAgent liar = TestAgent.attached(server, "otto");

        SyncReply reply = liar.sync(TestAgent.request(List.of(), List.of(), new WorkRequest(1, 1, 0, 60, memoryBytes)));

        assertThat(liar.assignments(reply)).isEmpty();
        assertThat(reply.shortfalls()).extracting(SyncReply.Shortfall::rule).containsExactly("memory");
    }

    /** Nobody can look into a host: work that does not fit ends in errors there, and those cost the host only. */
    @Test
    void whoClaimsMemoryThatItDoesNotHaveLosesItsQuotaAndNobodyElseAnything() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        TestAgent liar = TestAgent.attached(server, "otto");
        SyncReply reply =
                liar.sync(TestAgent.request(List.of(), List.of(), new WorkRequest(1, 1, 0, 60, Long.MAX_VALUE)));
        ResultId id = liar.assignments(reply).get(0).resultId();

        liar.report(TestReports.hostFailed(id, "no memory"));

        assertThat(record(liar).quota().limits()).isTrue();
        assertThat(server.world().copies(unit.id()))
                .extracting(Result::state)
                .containsExactly(ResultState.ERRORED, ResultState.UNSENT);
    }

    private HostRecord record(TestAgent agent) {
        return server.database()
                .inTransaction(tx -> server.database().hostRecords().ofHosts(tx, List.of(agent.host())))
                .values()
                .iterator()
                .next()
                .record();
    }

    @Test
    void whoSaysItHoldsTheWorkOfOthersIsToldToDropIt() {
        server.world().cutBatch(1);
        ResultId others = order(TestAgent.attached(server, "vera")).resultId();
        TestAgent liar = TestAgent.attached(server, "otto");

        assertThat(liar.hold(new Holding(others, World.FUEL)).cancel()).containsExactly(others);
        assertThat(result(others).fuelSoFar()).isZero();
    }

    @Test
    void aResultIsTakenOnceHoweverOftenItIsReported() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        ResultReport report = TestReports.finished(order(agent).resultId(), 5);

        SyncReply twice = agent.report(report, report);
        SyncReply again = agent.report(report);

        assertThat(twice.acknowledged()).extracting(Acknowledgement::accepted).containsExactly(true, false);
        assertThat(told(again).detail()).contains("it was reported before");
    }

    @Test
    void whatComesAfterItsDeadlineIsTakenWhileItsBatchIsOpen() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        ResultId late = timedOut(agent);
        ResultReport report = TestReports.finished(late, 5);

        SyncReply reply = agent.report(report, report);

        assertThat(reply.acknowledged()).extracting(Acknowledgement::accepted).containsExactly(true, false);
        assertThat(result(late).state()).isEqualTo(ResultState.RETURNED);
        assertThat(result(late).late()).isTrue();
        assertThat(result(late).judged()).isFalse();
    }

    @Test
    void whatComesAfterItsDeadlineAndItsBatchIsRefusedWithBothReasons() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        ResultId late = timedOut(agent);
        server.database()
                .inTransaction(tx -> server.database()
                        .batches()
                        .apply(tx, server.world().copyOf(tx, unit.batchId()), new BatchEvent.Cancelled("enough")));

        assertThat(told(agent.report(TestReports.finished(late, 5))).detail())
                .contains("it came after its deadline, and batch " + unit.batchId() + " is CANCELLED");
        assertThat(state(late)).isEqualTo(ResultState.TIMED_OUT);
    }

    @Test
    void aLateFailureChangesNothing() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        ResultId late = timedOut(agent);

        assertThat(told(agent.report(TestReports.hostFailed(late, "disk full"))).accepted())
                .isTrue();
        assertThat(state(late)).isEqualTo(ResultState.TIMED_OUT);
    }

    @Test
    void whoIsAtItAfterTheDeadlineMayGoOnUntilOthersDecide() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        ResultId late = timedOut(agent);

        assertThat(agent.hold(new Holding(late, 5)).cancel()).as("it has begun").isEmpty();
        assertThat(agent.hold(new Holding(late, 0)).cancel()).as("it has not").containsExactly(late);
        server.database()
                .inTransaction(tx -> server.database()
                        .workUnits()
                        .apply(
                                tx,
                                server.database()
                                        .workUnits()
                                        .byId(tx, unit.id())
                                        .orElseThrow(),
                                new WorkUnitEvent.Failed("a test", null)));
        assertThat(agent.hold(new Holding(late, 5)).cancel()).as("decided").containsExactly(late);
    }

    @Test
    void aClockThatIsWrongByYearsChangesNoDeadline() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        ResultId order = order(agent).resultId();
        ResultReport report = TestReports.finished(order, 5);
        ResultReport fromTheFuture = new ResultReport(
                order,
                report.outcome(),
                report.fuel(),
                report.digest(),
                report.stdout(),
                report.stderr(),
                report.outputs(),
                Duration.ofDays(36_500).toMillis());

        agent.report(fromTheFuture);

        assertThat(result(order).returnedMillis()).isEqualTo(server.clock().millis());
        assertThat(result(order).late()).isFalse();
    }

    @Test
    void whatIsNotNeededAnyMoreAndNotBegunIsTakenBack() {
        server.world().cutBatch(1);
        TestAgent waiting = TestAgent.attached(server, "vera");
        ResultId idle = superseded(waiting);

        assertThat(waiting.hold(new Holding(idle, 0)).cancel()).containsExactly(idle);
        assertThat(state(idle)).isEqualTo(ResultState.NOT_NEEDED);
    }

    @Test
    void whatIsNotNeededAnyMoreAndBegunMayFinish() {
        server.world().cutBatch(1);
        TestAgent busy = TestAgent.attached(server, "vera");
        ResultId begun = superseded(busy);

        assertThat(busy.hold(new Holding(begun, 7)).cancel()).isEmpty();
        assertThat(busy.hold(new Holding(begun, 0)).cancel()).as("it had begun").isEmpty();
        assertThat(told(busy.report(TestReports.finished(begun, 9))).accepted()).isTrue();
        assertThat(state(begun)).isEqualTo(ResultState.RETURNED);
    }

    @Test
    void whatIsNotNeededAnyMoreAndLostIsNotSentAgain() {
        server.world().cutBatch(1);
        TestAgent forgetful = TestAgent.attached(server, "vera");
        ResultId lost = superseded(forgetful);

        SyncReply reply = forgetful.ask(0);

        assertThat(reply.assignments()).isEmpty();
        assertThat(reply.cancel()).isEmpty();
        assertThat(state(lost)).isEqualTo(ResultState.NOT_NEEDED);
    }

    @Test
    void twoAgentsWithOneIdentityGetOneWork() {
        server.world().cutBatch(8);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<Assignment> first = agent.assignments(agent.ask(2));
        String asTwin = Json.write(TestAgent.request(List.of(), List.of(), TestAgent.wanted(2)));

        assertThat(agent.call(1, asTwin.replace("\"results\":2", "\"results\":3"))
                        .refused(ErrorCode.OUT_OF_SEQUENCE)
                        .expectedSequence())
                .isEqualTo(2);
        List<Assignment> twins = agent.assignments(agent.call(2, asTwin).as(SyncReply.class));

        assertThat(twins)
                .as("what it should have, and nothing more")
                .extracting(Assignment::resultId)
                .containsExactlyElementsOf(
                        first.stream().map(Assignment::resultId).toList());
    }

    @Test
    void aHostWithAnotherKeyIsAnotherHost() {
        server.world().cutBatch(2);
        TestAgent agent = TestAgent.attached(server, "vera");
        Assignment order = order(agent);
        TestAgent changed = TestAgent.joined(server, agent.attachment().accountToken());

        assertThat(changed.host()).isNotEqualTo(agent.host());
        assertThat(told(changed.report(TestReports.finished(order.resultId(), 5)))
                        .detail())
                .contains("never sent to this host");
        assertThat(agent.assignments(agent.ask(0)))
                .extracting(Assignment::resultId)
                .containsExactly(order.resultId());
    }

    @Test
    void tenGigabytesAreRefusedWithTheLimitBeforeTheyAreSent() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        ResultId order = order(agent).resultId();
        OutputReport huge = new OutputReport("huge.bin", 10L << 30, "ab".repeat(32), null);

        Acknowledgement told = told(agent.report(TestReports.finished(order, 5, huge)));

        assertThat(told.code()).isEqualTo(ErrorCode.REPORT_REFUSED.name());
        assertThat(told.detail()).contains("10737418240", "1048576");
        assertThat(state(order)).isEqualTo(ResultState.ERRORED);
    }

    @Test
    void whoeverAsksForEverythingGetsABoundedShare() {
        server.world().cutBatch(HeldLimit.MOST + 1);
        TestAgent greedy = TestAgent.attached(server, "vera");
        WorkRequest everything =
                new WorkRequest(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        WorkRequest nonsense = new WorkRequest(-5, -1, -1, Long.MIN_VALUE, -1);

        assertThat(greedy.sync(TestAgent.request(List.of(), List.of(), everything))
                        .assignments())
                .hasSizeBetween(1, HeldLimit.MOST);
        assertThat(TestAgent.attached(server, "otto")
                        .sync(TestAgent.request(List.of(), List.of(), nonsense))
                        .assignments())
                .isEmpty();
    }

    private Assignment order(TestAgent agent) {
        return agent.assignments(agent.ask(1)).get(0);
    }

    private ResultId timedOut(TestAgent agent) {
        ResultId id = order(agent).resultId();
        server.clock().forward(Duration.ofHours(1).plusMillis(1));
        new ExpirePass(server.database()).run();
        assertThat(state(id)).isEqualTo(ResultState.TIMED_OUT);
        return id;
    }

    /** As the validator does when others decide. */
    private ResultId superseded(TestAgent agent) {
        ResultId id = order(agent).resultId();
        Result sent = result(id);
        server.database()
                .inTransaction(tx -> server.database().results().apply(tx, sent, new ResultEvent.Superseded()));
        return id;
    }

    private static Acknowledgement told(SyncReply reply) {
        assertThat(reply.acknowledged()).hasSize(1);
        return reply.acknowledged().get(0);
    }

    private ResultState state(ResultId id) {
        return result(id).state();
    }

    private Result result(ResultId id) {
        return server.database()
                .inTransaction(tx -> server.database().results().byId(tx, id).orElseThrow());
    }
}
