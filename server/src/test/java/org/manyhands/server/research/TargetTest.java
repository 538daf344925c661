package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.Target;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;

class TargetTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private final ResearchFixture fixture = new ResearchFixture(server);

    @Test
    void onlyThoseWhoAreNamedGetIt() {
        TestAgent vera = TestAgent.attached(server, "vera");
        TestAgent otto = TestAgent.attached(server, "otto");
        TestAgent emma = TestAgent.attached(server, "emma");
        WorkUnit unit = server.world()
                .cutFor(new Target(List.of(vera.host()), List.of("otto"), 0), 1, 2)
                .get(0);

        SyncReply kept = emma.ask(5);

        assertThat(kept.assignments()).isEmpty();
        assertThat(kept.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("target");
            assertThat(why.detail()).contains("2 results", "host " + emma.host());
        });
        assertThat(server.get("/api/v1/work-units/" + unit.id() + "/explanation", server.administrator())
                        .as(UnitExplanation.class)
                        .kept())
                .extracting(UnitExplanation.KeptFrom::rule)
                .containsExactly("target");
        assertThat(vera.ask(5).assignments()).hasSize(1);
        assertThat(otto.ask(5).assignments()).hasSize(1);
    }

    @Test
    void aResearcherNamesOwnHostsAndNobodyElses() {
        String rita = server.signUp("rita").token();
        AppVersionId version = fixture.primes(rita).id();
        TestAgent own = TestAgent.joined(server, rita);
        TestAgent vera = TestAgent.attached(server, "vera");

        refused(rita, version, target(vera.host()), 1, "host " + vera.host() + ", which is not yours", "administrator");
        refused(rita, version, new Target(List.of(), List.of("vera"), 0), 1, "'vera', which is not your account");
        refused(rita, version, new Target(List.of(), List.of("nobody"), 0), 1, "there is no such account");
        refused(rita, version, target(new HostId(999_999)), 1, "there is no such host");
        refused(
                rita,
                version,
                target(own.host()),
                2,
                "hosts of one account",
                "2 copies",
                "; take 'quorum' 1, or ask an administrator");
        Target broadcast = new Target(List.of(), List.of("rita"), 3);
        refused(
                rita,
                version,
                broadcast,
                1,
                "hosts of one account",
                "3 copies",
                "; leave 'target.copies' out and take 'quorum' 1, or ask an administrator");
        BatchView batch = server.post("/api/v1/batches", rita, spec(version, target(own.host()), 1))
                .as(BatchView.class);
        assertThat(batch.state()).isEqualTo("QUOTED");
    }

    @Test
    void anAdministratorNamesAny() {
        String rita = server.signUp("rita").token();
        AppVersionId version = fixture.primes(rita).id();
        TestAgent vera = TestAgent.attached(server, "vera");
        Target both = new Target(List.of(vera.host()), List.of("rita"), 0);

        assertThat(server.post("/api/v1/batches", server.administrator(), spec(version, both, 2))
                        .as(BatchView.class)
                        .state())
                .isEqualTo("QUOTED");
        server.post("/api/v1/batches", server.administrator(), spec(version, both, 3))
                .refused(ErrorCode.INVALID_BATCH, "2 accounts", "lower 'quorum' to 2, or name hosts of more accounts");
        Target broadcast = new Target(both.hosts(), both.accounts(), 4);
        server.post("/api/v1/batches", server.administrator(), spec(version, broadcast, 2))
                .refused(ErrorCode.INVALID_BATCH, "2 accounts", "; lower 'target.copies' to 2, or");
        server.post("/api/v1/batches", server.administrator(), spec(version, broadcast, 3))
                .refused(ErrorCode.INVALID_BATCH, "2 accounts", "; lower 'quorum' and 'target.copies' to 2, or");
    }

    @Test
    void aBroadcastIsQuotedWithAllItsCopies() {
        String rita = server.signUp("rita").token();
        AppVersionId version = fixture.primes(rita).id();

        BatchView one =
                server.post("/api/v1/batches", rita, spec(version, null, 1)).as(BatchView.class);
        BatchView five = server.post("/api/v1/batches", rita, spec(version, new Target(List.of(), List.of(), 5), 1))
                .as(BatchView.class);

        // One more copy than there are is set aside.
        assertThat(five.quote().maximumMicrocredits()).isEqualTo(one.quote().maximumMicrocredits() / 2 * 6);
        assertThat(five.quote().expectedMicrocredits()).isEqualTo(one.quote().expectedMicrocredits() * 5);
    }

    @Test
    void aBroadcastToEverybodyThatWouldWaitForMoreAccountsSaysSoBeforeItIsFunded() {
        String rita = server.signUp("rita").token();
        AppVersionId version = fixture.primes(rita).id();
        BatchSpec spec = spec(version, new Target(List.of(), List.of(), 2), 2);
        TestAgent.attached(server, "vera").ask(0);

        BatchView early = server.post("/api/v1/batches", rita, spec).as(BatchView.class);

        assertThat(early.state()).isEqualTo("QUOTED");
        assertThat(early.reason())
                .isEqualTo("waits for more computers: 2 copies must agree, on computers of different accounts, and"
                        + " computers of 1 account are here");
        TestAgent.attached(server, "walt").ask(0);
        assertThat(server.post("/api/v1/batches", rita, spec)
                        .as(BatchView.class)
                        .reason())
                .isEmpty();
    }

    @Test
    void anErrorRateThatThoseWhoAreHereCannotReachIsToldBeforeItIsFunded() {
        String rita = server.signUp("rita").token();
        BatchSpec spec = ResearchFixture.primesBatch(fixture.primes(rita).id())
                .with(it -> it.quorum(0).errorRate(0.001));
        TestAgent.attached(server, "vera").ask(0);
        TestAgent.attached(server, "walt").ask(0);

        BatchView early = server.post("/api/v1/batches", rita, spec).as(BatchView.class);

        assertThat(early.quote().strangers()).isEqualTo(3);
        assertThat(early.reason())
                .contains("error rate of 0.001, 3 hosts of different accounts must agree", "of 2 accounts are here");
        TestAgent.attached(server, "zoe").ask(0);
        assertThat(server.post("/api/v1/batches", rita, spec)
                        .as(BatchView.class)
                        .reason())
                .isEmpty();
    }

    private static Target target(HostId host) {
        return new Target(List.of(host), List.of(), 0);
    }

    private static BatchSpec spec(AppVersionId version, Target target, int quorum) {
        return ResearchFixture.primesBatch(version).with(it -> it.quorum(quorum).target(target));
    }

    private void refused(String token, AppVersionId version, Target target, int quorum, String... words) {
        server.post("/api/v1/batches", token, spec(version, target, quorum)).refused(ErrorCode.INVALID_BATCH, words);
    }
}
