package org.manyhands.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;

/** A copy of the agent's directory calls beside it, so that the project is further than this agent knows. */
class SharedIdentityTest {
    @TempDir
    Path home;

    private final FakeProject project = new FakeProject();
    private final FakeRunner runner = new FakeRunner();
    private final FakeWork work = new FakeWork(project);

    @BeforeEach
    void attach() throws Exception {
        TestAgent.attach(home, project);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void whoWasOvertakenTwiceWorksAgainWhenTheCopyIsGone() {
        project.refuse(overtaken(20));
        project.refuse(overtaken(30));
        project.refuse(overtaken(40));
        project.expectSequence(40);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 1");
            agent.events.await("recovered");
            assertThat(project.calls().stream().map(FakeProject.Call::sequence).limit(4))
                    .containsExactly(1L, 20L, 30L, 40L);
        }
    }

    @Test
    void whoFallsOutOfStepTellsThatAnotherComputerUsesItsIdentity() {
        project.callAgainIn(0);
        try (TestAgent agent = TestAgent.start(home, runner)) {
            project.awaitCalls(2);
            project.expectSequence(10_000);
            agent.events.await("another computer uses this one's identity, host 7");
            project.offer(work.unit(1));
            agent.events.await("accepted 1");
        }
    }

    private static Problem overtaken(long expected) {
        return Problem.of(ErrorCode.OUT_OF_SEQUENCE, "another number was expected", expected);
    }
}
