package org.manyhands.agent.run;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.agent.WorkChoice;

/** What the owner chose goes with the calls. */
class ChosenWorkTest {
    @TempDir
    Path home;

    private final FakeProject project = new FakeProject();
    private final FakeRunner runner = new FakeRunner();

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void allWorkIsTakenUntilTheOwnerChooses() throws Exception {
        TestAgent.attach(home, project);
        ProjectDirectory directory =
                new ProjectDirectory(new AgentHome(home).attached().get(0));
        WorkChoice chosen = new WorkChoice(List.of("primes"), List.of("beta"));
        TestAgent first = TestAgent.start(home, runner);
        project.awaitCall(
                "all work", call -> WorkChoice.STANDARD.equals(call.request().choice()));
        first.stop();

        directory.saveChoice(chosen);
        TestAgent second = TestAgent.start(home, runner);
        project.awaitCall("some work", call -> chosen.equals(call.request().choice()));
        second.stop();
    }
}
