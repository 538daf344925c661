package org.manyhands.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.home.HomeInUseException;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeProject.Mishap;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.id.ResultId;

/** An agent that is killed with -9 loses no report, and its successor goes on. */
class KillTest {
    @TempDir
    Path home;

    private final FakeProject project = new FakeProject();
    private final FakeWork work = new FakeWork(project);

    @AfterEach
    void close() {
        project.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_LOST", "CALL_LOST"})
    void whatEndedIsReportedOnceAndWhatDidNotStartsAgain(Mishap mishap) throws Exception {
        TestAgent.attach(home, project);
        project.offer(work.unit(1), work.unit(2));
        Process killed = KilledAgent.start(home);
        try {
            project.awaitCalls(1);
            for (int i = 0; i < 10_000; i++) {
                project.mishap(mishap);
            }
            if (mishap == Mishap.CALL_LOST) {
                project.awaitLostCalls(3);
            } else {
                project.awaitCall("a report", call -> !call.request().finished().isEmpty());
            }
        } finally {
            killed.destroyForcibly().waitFor();
        }
        project.noMoreMishaps();
        FakeRunner runner = new FakeRunner();
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 1");
            agent.events.await("accepted 2");
            agent.stop();
        }
        assertThat(runner.ran()).doesNotHaveDuplicates().contains(new ResultId(2));
        ProjectState state = new ProjectDirectory(new AgentHome(home).attached().get(0)).load();
        assertThat(state.tally()).isEqualTo(new ProjectState.Tally(2, 0, 2000));
        List<FakeProject.Call> calls = project.calls();
        for (FakeProject.Call call : calls) {
            assertThat(calls)
                    .filteredOn(other -> other.sequence() == call.sequence())
                    .allMatch(other -> other.body().equals(call.body()));
        }
    }

    @Test
    void whileItLivesNobodyElseUsesItsDirectoryAndAfterwardsTheNextMay() throws Exception {
        TestAgent.attach(home, project);
        Process killed = KilledAgent.start(home);
        try {
            project.awaitCalls(1);
            try (TestAgent agent = TestAgent.start(home, new FakeRunner())) {
                assertThat(agent.awaitFailure())
                        .isInstanceOf(HomeInUseException.class)
                        .hasMessageContaining("process " + killed.pid());
            }
            assertThat(new AgentHome(home).user()).isEqualTo(Long.toString(killed.pid()));
        } finally {
            killed.destroyForcibly().waitFor();
        }
        assertThat(new AgentHome(home).user()).isNull();
        int before = project.calls().size();
        try (TestAgent agent = TestAgent.start(home, new FakeRunner())) {
            project.awaitCalls(before + 1);
            agent.stop();
        }
    }
}
