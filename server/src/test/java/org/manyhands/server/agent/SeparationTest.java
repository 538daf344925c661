package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.config.AddressRange;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.SeparationPolicy;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;

/** Copies of one work unit go to different networks and to accounts that were not opened together, where the project says so. */
class SeparationTest {
    /** Loopback is the proxy here, which is trusted. */
    private static ProjectConfig.Policy policy(boolean networks, Duration cohort) {
        ProjectConfig.Policy plain = RunningServer.POLICY;
        return new ProjectConfig.Policy(
                plain.creditHold(),
                plain.feeBasisPoints(),
                plain.signUpGrantCredits(),
                plain.joinKeyRequired(),
                plain.quotaBytes(),
                plain.largestFileBytes(),
                plain.microcreditsPerMillionFuel(),
                plain.quorum(),
                plain.deadline(),
                plain.archiveAfter(),
                plain.trust(),
                new SeparationPolicy(networks, 24, 48, cohort, List.of(AddressRange.of("203.0.113.0/24"))));
    }

    private static List<String> rules(SyncReply reply) {
        return reply.shortfalls().stream().map(SyncReply.Shortfall::rule).toList();
    }

    @Nested
    class ByNetwork {
        @RegisterExtension
        final RunningServer server = new RunningServer(policy(true, Duration.ZERO));

        @Test
        void aHostOfTheSameNetworkGetsNoCopyOfTheSameWorkUnit() {
            WorkUnit unit = server.world().cutBatch(1).get(0);
            TestAgent vera = TestAgent.attached(server, "vera").from("192.0.2.7");
            TestAgent otto = TestAgent.attached(server, "otto").from("192.0.2.200");
            TestAgent emma = TestAgent.attached(server, "emma").from("198.51.100.7");

            assertThat(vera.ask(5).assignments()).hasSize(1);
            SyncReply kept = otto.ask(5);
            assertThat(kept.assignments()).isEmpty();
            assertThat(rules(kept)).containsExactly("network");
            assertThat(kept.shortfalls().get(0).detail())
                    .contains("1 results wait", "the network that it calls from", "kept apart")
                    .doesNotContain("192.0.2");
            UnitExplanation explanation = server.get(
                            "/api/v1/work-units/" + unit.id() + "/explanation", server.administrator())
                    .as(UnitExplanation.class);
            assertThat(explanation.kept())
                    .extracting(UnitExplanation.KeptFrom::rule)
                    .containsExactlyInAnyOrder("one-copy-an-account", "network");

            assertThat(emma.ask(5).assignments()).hasSize(1);
        }

        @Test
        void aNetworkThatHasAllFirstCopiesGoesOnToTheNextWorkUnits() {
            server.world().cutBatch(6);
            TestAgent vera = TestAgent.attached(server, "vera").from("192.0.2.7");
            TestAgent otto = TestAgent.attached(server, "otto").from("192.0.2.8");

            assertThat(vera.ask(4).assignments()).hasSize(4);
            assertThat(otto.ask(6).assignments()).hasSize(2);
            assertThat(rules(otto.ask(6))).containsExactly("one-copy-an-account", "network");
        }

        @Test
        void whereWorkUnitsAreNotComparedNobodyIsKeptApart() {
            server.world().cutQuorum(1, 1);
            TestAgent vera = TestAgent.attached(server, "vera").from("192.0.2.7");
            WorkUnit unit = server.world().cutQuorum(1, 1).get(0);
            TestAgent otto = TestAgent.attached(server, "otto").from("192.0.2.8");

            assertThat(vera.ask(1).assignments()).hasSize(1);
            assertThat(otto.ask(5).assignments()).hasSize(1);
            assertThat(unit.batchId()).isNotNull();
        }

        @Test
        void loopbackAndWhatAnAdministratorNamesIsNotKeptApart() {
            server.world().cutBatch(1);
            assertThat(TestAgent.attached(server, "vera").ask(5).assignments()).hasSize(1);
            assertThat(TestAgent.attached(server, "otto").ask(5).assignments()).hasSize(1);

            server.world().cutBatch(1);
            TestAgent emma = TestAgent.attached(server, "emma").from("203.0.113.5");
            TestAgent fred = TestAgent.attached(server, "fred").from("203.0.113.6");
            assertThat(emma.ask(5).assignments()).hasSize(1);
            assertThat(fred.ask(5).assignments()).hasSize(1);
        }
    }

    @Nested
    class ByCohort {
        @RegisterExtension
        final RunningServer server = new RunningServer(policy(false, Duration.ofMinutes(10)));

        @Test
        void accountsThatWereOpenedTogetherGetNoCopiesOfOneWorkUnit() {
            server.world().cutBatch(1);
            TestAgent vera = TestAgent.attached(server, "vera").from("192.0.2.7");
            server.clock().forward(Duration.ofMinutes(9));
            TestAgent otto = TestAgent.attached(server, "otto").from("198.51.100.7");
            server.clock().forward(Duration.ofMinutes(2));
            TestAgent emma = TestAgent.attached(server, "emma").from("192.0.2.8");

            assertThat(vera.ask(5).assignments()).hasSize(1);
            SyncReply kept = otto.ask(5);
            assertThat(kept.assignments()).isEmpty();
            assertThat(rules(kept)).containsExactly("cohort");
            assertThat(emma.ask(5).assignments()).hasSize(1);
        }
    }
}
