package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.Database;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.server.pass.ExpirePass;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

class DispatchTest {
    /** Results that a host may have for each of its slots; the test's hosts ask with two. */
    private static final int A_SLOT = 32;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void twoHostsOfOneAccountNeverHoldCopiesOfOneWorkUnit() {
        server.world().cutBatch(3);
        TestAgent first = TestAgent.attached(server, "vera");
        TestAgent second = TestAgent.joined(
                server, Objects.requireNonNull(first.attachment().accountToken()));
        TestAgent other = TestAgent.attached(server, "otto");

        Set<WorkUnitId> ofFirst = units(first, first.ask(2));
        Set<WorkUnitId> ofSecond = units(second, second.ask(10));
        SyncReply nothing = second.sync(TestAgent.request(List.of(), holdings(second), TestAgent.wanted(10)));

        assertThat(ofFirst).hasSize(2);
        assertThat(ofSecond).hasSize(1).doesNotContainAnyElementsOf(ofFirst);
        assertThat(nothing.assignments()).isEmpty();
        assertThat(nothing.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("one-copy-an-account");
            assertThat(why.detail()).contains("3 results wait");
        });
        assertThat(units(other, other.ask(10))).hasSize(3);
    }

    @Test
    void anAccountThatReturnedACopyDoesNotGetAnother() {
        server.world().cutBatch(1);
        TestAgent first = TestAgent.attached(server, "vera");
        TestAgent second = TestAgent.joined(
                server, Objects.requireNonNull(first.attachment().accountToken()));
        Assignment order = first.assignments(first.ask(1)).get(0);
        first.report(TestReports.finished(order.resultId(), 5));

        assertThat(first.ask(5).assignments()).isEmpty();
        assertThat(second.ask(5).assignments()).isEmpty();
    }

    @Test
    void afterATimeOutTheHostMayGetTheWorkUnitAgain() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        Assignment order = agent.assignments(agent.ask(1)).get(0);
        server.clock().forward(Duration.ofHours(1).plusMillis(1));
        assertThat(new ExpirePass(server.database()).run()).isEqualTo(1);

        SyncReply reply = agent.sync(
                TestAgent.request(List.of(), List.of(new Holding(order.resultId(), 0)), TestAgent.wanted(1)));

        assertThat(reply.cancel()).containsExactly(order.resultId());
        assertThat(agent.assignments(reply)).singleElement().satisfies(again -> {
            assertThat(again.workUnitId()).isEqualTo(order.workUnitId());
            assertThat(again.resultId()).isNotEqualTo(order.resultId());
        });
    }

    @Test
    void aMinuteAfterAnErrorTheAccountMayGetTheOtherCopy() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        Assignment order = agent.assignments(agent.ask(1)).get(0);
        agent.report(TestReports.hostFailed(order.resultId(), "no space left"));
        assertThat(agent.ask(1).assignments()).isEmpty();

        server.clock().forward(Duration.ofMinutes(3));
        new ExpirePass(server.database()).run();

        assertThat(agent.assignments(agent.ask(1))).singleElement().satisfies(again -> {
            assertThat(again.workUnitId()).isEqualTo(order.workUnitId());
            assertThat(again.resultId()).isNotEqualTo(order.resultId());
        });
    }

    @Test
    void whatAHostLostIsSentAgainAndCountsAgainstWhatItAskedFor() {
        server.world().cutBatch(5);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<Assignment> orders = agent.assignments(agent.ask(2));

        SyncReply reply = agent.sync(
                TestAgent.request(List.of(), List.of(new Holding(orders.get(0).resultId(), 0)), TestAgent.wanted(2)));

        assertThat(agent.assignments(reply)).hasSize(2).contains(orders.get(1)).doesNotContain(orders.get(0));
        assertThat(reply.appVersions()).hasSize(1);
    }

    @Test
    void whatIsNotInProgressAnyMoreIsCancelled() {
        List<WorkUnit> units = server.world().cutBatch(2);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<ResultId> mine = agent.assignments(agent.ask(2)).stream()
                .map(Assignment::resultId)
                .toList();
        Database database = server.database();
        database.inTransaction(
                tx -> database.workUnits().cancelOpen(tx, units.get(0).batchId()));

        SyncReply reply = agent.hold(
                new Holding(mine.get(0), 10), new Holding(mine.get(1), 20), new Holding(new ResultId(77), 1));

        assertThat(reply.cancel()).containsExactlyInAnyOrder(mine.get(0), mine.get(1), new ResultId(77));
        assertThat(reply.assignments()).isEmpty();
    }

    @Test
    void aHostWithLittleMemoryIsToldWhyItGetsNothing() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");

        SyncReply reply =
                agent.sync(TestAgent.request(List.of(), List.of(), new WorkRequest(1, 1, 0, 60, (1 << 20) - 1)));

        assertThat(reply.assignments()).isEmpty();
        assertThat(reply.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("memory");
            assertThat(why.detail()).contains("1048576");
        });
    }

    @Test
    void workLastsAboutAsLongAsWasAskedFor() {
        server.world().cutBatch(20);
        TestAgent agent = TestAgent.attached(server, "vera");

        SyncReply reply = agent.sync(
                TestAgent.request(List.of(), List.of(), new WorkRequest(20, 1, World.FUEL / 2, 10, 1 << 30)));

        assertThat(reply.assignments()).as("two seconds each, ten are wanted").hasSize(5);
    }

    @Test
    void oneHostHoldsABoundedNumberOfResults() {
        server.world().cutBatch(2 * A_SLOT + 5);
        TestAgent agent = TestAgent.attached(server, "vera");
        SyncReply first = agent.ask(1_000);
        List<Assignment> orders = new ArrayList<>(agent.assignments(first));

        SyncReply reply = agent.sync(TestAgent.request(
                List.of(),
                orders.stream().map(order -> new Holding(order.resultId(), 0)).toList(),
                TestAgent.wanted(1)));

        assertThat(orders).hasSize(2 * A_SLOT);
        assertThat(first.shortfalls())
                .as("1,000 were asked for")
                .singleElement()
                .satisfies(why -> {
                    assertThat(why.rule()).isEqualTo("cap");
                    assertThat(why.detail()).contains("64 results", "may have 64");
                });
        assertThat(reply.assignments()).isEmpty();
        assertThat(reply.shortfalls()).extracting(SyncReply.Shortfall::rule).containsExactly("cap");
    }

    @Test
    void aPausedBatchSendsNothing() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        Database database = server.database();
        database.inTransaction(tx -> database.batches()
                .apply(tx, database.batches().byId(tx, unit.batchId()).orElseThrow(), new BatchEvent.Paused("a test")));
        TestAgent agent = TestAgent.attached(server, "vera");

        SyncReply reply = agent.ask(1);

        assertThat(reply.assignments()).isEmpty();
        assertThat(reply.shortfalls()).extracting(SyncReply.Shortfall::rule).containsExactly("none-ready");
    }

    @Test
    void hostsCallSoonWhileABatchRunsAndSeldomAfterALongQuiet() {
        TestAgent agent = TestAgent.attached(server, "vera");
        int quiet = agent.ask(0).nextCallSeconds();
        server.clock().forward(Duration.ofMinutes(11));
        int idle = agent.ask(0).nextCallSeconds();
        server.world().cutBatch(1);
        int busy = agent.ask(0).nextCallSeconds();

        assertThat(quiet).isBetween(6, 9);
        assertThat(idle).isBetween(30, 45);
        assertThat(busy).isBetween(2, 3);
    }

    @Test
    void withoutACertificateThatHoldsNothingIsSent() throws Exception {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        java.nio.file.Files.delete(server.directory().secrets().resolve("root.key"));
        server.clock().forward(Duration.ofDays(31));

        SyncReply reply = agent.ask(1);

        assertThat(reply.assignments()).isEmpty();
        assertThat(reply.shortfalls()).extracting(SyncReply.Shortfall::rule).containsExactly("keys");
        assertThat(server.get("/readyz", null).status()).isEqualTo(503);
        assertThat(server.get("/readyz", null).text()).contains("assignment", "root.key");
        assertThat(server.get("/healthz", null).status()).isEqualTo(200);
    }

    private static Set<WorkUnitId> units(TestAgent agent, SyncReply reply) {
        Set<WorkUnitId> units = new HashSet<>();
        agent.assignments(reply).forEach(order -> units.add(order.workUnitId()));
        return units;
    }

    private List<Holding> holdings(TestAgent agent) {
        return server.database().inTransaction(tx -> server.database().results().heldBy(tx, agent.host())).stream()
                .map(result -> new Holding(result.id(), 0))
                .toList();
    }
}
