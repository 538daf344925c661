package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.agent.WorkChoice;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;

/** What the owner of a host chose: applications and channels. */
class ChoiceTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aHostGetsWorkOfTheChosenApplicationsOnlyAndIsToldWhatItMisses() {
        AppVersionRow first = version(server.world().cutBatch(1).get(0));
        AppVersionRow second = version(server.world().cutBatch(1).get(0));
        TestAgent agent = TestAgent.attached(server, "vera");

        SyncReply reply =
                ask(agent, new WorkChoice(List.of(second.application().toUpperCase(Locale.ROOT), "else"), List.of()));

        assertThat(agent.assignments(reply))
                .extracting(Assignment::appVersionId)
                .containsExactly(second.id());
        assertThat(reply.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("choice");
            assertThat(why.detail()).contains("2 results", "/" + first.application() + "'", "'else'", "agent choose");
        });
    }

    @Test
    void anApplicationMayBeNamedWithItsResearcher() {
        AppVersionRow version = version(server.world().cutBatch(1).get(0));
        String researcher = server.database()
                .inTransaction(tx -> server.database().accounts().byId(tx, version.owner()))
                .orElseThrow()
                .name();
        TestAgent agent = TestAgent.attached(server, "vera");

        assertThat(ask(agent, new WorkChoice(List.of("another/" + version.application()), List.of()))
                        .assignments())
                .isEmpty();
        assertThat(ask(agent, new WorkChoice(List.of(researcher + "/" + version.application()), List.of()))
                        .assignments())
                .hasSize(1);
    }

    @Test
    void versionsThatAreTriedOutGoOnlyToHostsThatTakeThem() {
        AppVersionRow version = version(server.world().cutBatch(1).get(0));
        server.database()
                .runInTransaction(tx -> server.database().applications().move(tx, version.id(), Channel.BETA));
        TestAgent careful = TestAgent.attached(server, "vera");
        TestAgent curious = TestAgent.attached(server, "otto");

        SyncReply nothing = careful.ask(1);

        assertThat(nothing.assignments()).isEmpty();
        assertThat(nothing.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("channel");
            assertThat(why.detail()).contains("(beta)", "takes versions from stable");
        });
        assertThat(ask(curious, new WorkChoice(List.of(), List.of("alpha"))).assignments())
                .isEmpty();
        assertThat(ask(curious, new WorkChoice(List.of(), List.of("beta", "unheard-of")))
                        .assignments())
                .hasSize(1);
    }

    private static SyncReply ask(TestAgent agent, WorkChoice choice) {
        return agent.sync(new SyncRequest(
                Protocol.VERSION, "test", TestAgent.FACTS, List.of(), List.of(), TestAgent.wanted(5), choice));
    }

    private AppVersionRow version(WorkUnit unit) {
        Batch batch = server.world().batch(unit.batchId());
        return server.database()
                .inTransaction(tx -> server.database().applications().version(tx, batch.appVersionId()))
                .orElseThrow();
    }
}
