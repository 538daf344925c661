package org.manyhands.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.task.ReportFilter;
import org.manyhands.agent.testing.Events;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.id.ResultId;

class DetachmentTest {
    @TempDir
    Path home;

    private final FakeProject project = new FakeProject();
    private final FakeWork work = new FakeWork(project);
    private final FakeRunner runner = new FakeRunner();

    @BeforeEach
    void attach() throws Exception {
        TestAgent.attach(home, project);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void finishedResultsAreHandedOverAndOthersGivenBack() throws Exception {
        workUntilOneIsFinishedAndOneRuns();
        project.noMoreMishaps();
        detachment().detach(false);
        assertThat(project.reports().get(new ResultId(1)).outcome().kind()).isEqualTo(OutcomeReport.Kind.FINISHED);
        assertThat(project.reports().get(new ResultId(2)).outcome().kind()).isEqualTo(OutcomeReport.Kind.CANCELLED);
        assertThat(new AgentHome(home).attached()).isEmpty();
        assertThat(home.resolve("projects")).isEmptyDirectory();
        assertThatThrownBy(() -> detachment().detach(false))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("not attached");
    }

    @Test
    void finishedResultsAreNotGivenUpUnasked() throws Exception {
        workUntilOneIsFinishedAndOneRuns();
        assertThatThrownBy(() -> detachment().detach(false))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("1 finished")
                .hasMessageContaining("--force");
        assertThat(new AgentHome(home).attached()).hasSize(1);
        detachment().detach(true);
        assertThat(new AgentHome(home).attached()).isEmpty();
    }

    @Test
    void aProjectThatForgotThisHostIsLeftAllTheSame() throws Exception {
        workUntilOneIsFinishedAndOneRuns();
        project.noMoreMishaps();
        project.refuse(Problem.of(ErrorCode.UNKNOWN_HOST, "never heard of you"));
        detachment().detach(false);
        assertThat(new AgentHome(home).attached()).isEmpty();
    }

    private void workUntilOneIsFinishedAndOneRuns() {
        runner.hold(1);
        runner.hold(2);
        project.offer(work.unit(1), work.unit(2));
        try (TestAgent agent = TestAgent.start(home, 2, false, runner, parts -> parts)) {
            runner.awaitBegun(1);
            runner.awaitBegun(2);
            for (int i = 0; i < 1000; i++) {
                project.mishap(FakeProject.Mishap.CALL_LOST);
            }
            runner.letGo(1);
            agent.events.await("ended 1");
        }
    }

    private Detachment detachment() {
        return new Detachment(
                new AgentHome(home),
                new AgentParts(
                        runner,
                        ReportFilter.NONE,
                        new Events(),
                        TestAgent.QUICK,
                        Clock.systemUTC(),
                        new SecureRandom()));
    }
}
