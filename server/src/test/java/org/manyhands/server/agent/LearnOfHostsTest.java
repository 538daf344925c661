package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.server.pass.ExpirePass;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

class LearnOfHostsTest {
    private static final Duration FLOOR = Duration.ofHours(1);

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void theDeadlineIsTheProjectsUntilSomethingIsKnownAndThenFollowsWhatTheHostTook() {
        server.world().cutBatch(12);
        TestAgent agent = TestAgent.attached(server, "vera");
        Assignment first = agent.assignments(agent.ask(1)).get(0);
        assertThat(allowed(first)).isEqualTo(FLOOR);

        Assignment order = first;
        for (int result = 0; result < 8; result++) {
            server.clock().forward(Duration.ofMinutes(50));
            agent.report(after(order, order.expectedFuel(), Duration.ofMinutes(45)));
            order = agent.assignments(agent.ask(1)).get(0);
        }

        assertThat(allowed(order)).isBetween(Duration.ofMinutes(150), Duration.ofHours(10));
        assertThat(record(agent, order).turnaround().samples()).isEqualTo(8);
    }

    @Test
    void whatEndedBadlyOrNotAtAllCostsReliability() {
        server.world().cutBatch(4);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<Assignment> orders = agent.assignments(agent.ask(2));
        agent.report(failed(orders.get(0)));
        assertThat(record(agent, orders.get(0)).broken()).isCloseTo(1, within(1e-9));

        server.clock().forward(FLOOR.plusMillis(1));
        assertThat(new ExpirePass(server.database()).run()).isPositive();
        assertThat(record(agent, orders.get(0)).broken()).isCloseTo(1.98, within(1e-9));
        assertThat(record(agent, orders.get(0)).reliability()).isLessThan(0.7);
    }

    @Test
    void aWellKnownHostTeachesOnceAMinute() {
        server.world().cutBatch(24);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<Assignment> orders = agent.assignments(agent.ask(22));
        for (Assignment order : orders.subList(0, 18)) {
            agent.report(TestReports.finished(order.resultId(), 5));
        }
        assertThat(record(agent, orders.get(0)).turnaround().samples()).isEqualTo(LearnOfHosts.WELL_KNOWN);

        // A record written more than once in a millisecond is as old as so many milliseconds later.
        server.clock().forward(Duration.ofSeconds(61));
        agent.report(TestReports.finished(orders.get(18).resultId(), 5));
        agent.report(TestReports.finished(orders.get(19).resultId(), 5));
        assertThat(record(agent, orders.get(0)).turnaround().samples()).isEqualTo(LearnOfHosts.WELL_KNOWN + 1);
    }

    @Test
    void aRunningTimeThatCannotBeIsNotBelieved() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        Assignment order = agent.assignments(agent.ask(1)).get(0);
        server.clock().forward(Duration.ofSeconds(10));
        agent.report(after(order, 1_000, Duration.ofDays(9)));
        assertThat(record(agent, order).speed().median()).isCloseTo(100, within(1e-6));
    }

    @Test
    void aRunningTimeOfAMomentMakesNoHostFasterThanItWasSeenToBe() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        Assignment order = agent.assignments(agent.ask(1)).get(0);
        server.clock().forward(Duration.ofSeconds(2_000));
        agent.report(after(order, 1_000_000, Duration.ofMillis(1)));
        assertThat(record(agent, order).speed().median()).isCloseTo(10_000, within(1e-3));
        assertThat(record(agent, order).seenTurnaround(1_000_000, 1).medianSeconds())
                .isGreaterThan(1_999);
    }

    private Duration allowed(Assignment order) {
        return Duration.ofMillis(order.deadlineMillis() - server.clock().millis());
    }

    private HostRecord record(TestAgent agent, Assignment order) {
        HostRecordStore.Key key = new HostRecordStore.Key(agent.host(), order.appVersionId());
        return server.database()
                .inTransaction(tx -> server.database().hostRecords().ofHosts(tx, List.of(agent.host())))
                .get(key)
                .record();
    }

    private static ResultReport after(Assignment order, long fuel, Duration running) {
        ResultReport report = TestReports.finished(order.resultId(), fuel);
        return new ResultReport(
                report.resultId(),
                report.outcome(),
                report.fuel(),
                report.digest(),
                report.stdout(),
                report.stderr(),
                report.outputs(),
                running.toMillis());
    }

    private static ResultReport failed(Assignment order) {
        return new ResultReport(
                order.resultId(),
                new OutcomeReport(OutcomeReport.Kind.HOST_FAILED, 0, "the slot was killed"),
                0,
                "",
                new StreamReport(0, new byte[0]),
                new StreamReport(0, new byte[0]),
                List.of(),
                12);
    }
}
