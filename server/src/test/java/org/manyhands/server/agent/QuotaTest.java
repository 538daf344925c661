package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.schedule.Quota;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.server.pass.ExpirePass;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

class QuotaTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aHostOnWhichAllFailsGetsOneADayAndIsToldWhyUntilResultsComeBackAgain() {
        server.world().cutBatch(40);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<Assignment> orders = agent.assignments(agent.ask(9));
        agent.report(orders.stream()
                .map(order -> TestReports.hostFailed(order.resultId(), "no disk"))
                .toArray(ResultReport[]::new));
        assertThat(quota(agent)).isEqualTo(new Quota(1, 0, 0));

        server.clock().forward(Duration.ofMinutes(3));
        new ExpirePass(server.database()).run();
        SyncReply one = agent.ask(5);

        List<Assignment> single = agent.assignments(one);
        assertThat(single).hasSize(1);
        assertThat(one.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("quota");
            assertThat(why.detail()).contains("1 a day of 'app ");
        });
        agent.report(TestReports.finished(single.get(0).resultId(), 5));
        assertThat(agent.assignments(agent.ask(5)))
                .as("two a day, one was sent")
                .hasSize(1);
        assertThat(explained(agent).quotaLeft()).isZero();
        assertThat(explained(agent).quota()).isEqualTo(2);

        server.clock().forward(Duration.ofDays(1));
        assertThat(explained(agent).quotaLeft()).isEqualTo(2);
    }

    /** Its account's copies of the first work units ended, and the database does not let it have others of those yet. */
    @Test
    void aHostWithAQuotaOfOneGetsItsOneAtItsFirstCallThoughTheFirstWorkUnitsAreNotForIt() {
        server.world().cutBatch(40);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<Assignment> orders = agent.assignments(agent.ask(9));
        agent.report(orders.stream()
                .map(order -> TestReports.hostFailed(order.resultId(), "no disk"))
                .toArray(ResultReport[]::new));

        assertThat(agent.assignments(agent.ask(5))).hasSize(1);
    }

    @Test
    void aHostThatFailsOnceHasNoQuotaAfterTheNextResult() {
        server.world().cutBatch(4);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<Assignment> orders = new ArrayList<>(agent.assignments(agent.ask(2)));
        agent.report(TestReports.hostFailed(orders.get(0).resultId(), "no disk"));
        assertThat(quota(agent).most()).isEqualTo(256);

        agent.report(TestReports.finished(orders.get(1).resultId(), 5));

        assertThat(quota(agent)).isEqualTo(Quota.NONE);
    }

    private Quota quota(TestAgent agent) {
        return server.database()
                .inTransaction(tx -> server.database().hostRecords().ofHosts(tx, List.of(agent.host())))
                .values()
                .iterator()
                .next()
                .record()
                .quota();
    }

    private HostExplanation.Known explained(TestAgent agent) {
        return server.get("/api/v1/hosts/" + agent.host() + "/explanation", server.administrator())
                .as(HostExplanation.class)
                .records()
                .get(0);
    }
}
