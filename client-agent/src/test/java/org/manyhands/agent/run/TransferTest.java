package org.manyhands.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.testing.FakeFiles;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.InputReference.Segment;
import org.manyhands.protocol.crypto.Digests;

/** Files between project and task, over real connections. */
class TransferTest {
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
    void aTransferThatIsCutIsContinuedFromWhereItBroke() {
        String rows = project.files().add("0123456789".getBytes(StandardCharsets.UTF_8));
        project.files().cutOnce(rows, 6);
        project.offer(work.unit(1, InputReference.whole("rows", rows, 10)));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 1");
        }
        assertThat(runner.inputs(1)).containsExactly("rows=0123456789");
        assertThat(project.files().calls())
                .filteredOn(call -> call.sha256().equals(rows))
                .extracting(FakeFiles.FileCall::range)
                .containsExactly("", "bytes=6-9");
    }

    @Test
    void aRunSeesTheFilesOfItsApplicationAndItsOwn() {
        byte[] inside = "small".getBytes(StandardCharsets.UTF_8);
        String rows = project.files().add("head\nrow1\nrow2\n".getBytes(StandardCharsets.UTF_8));
        InputReference slice = new InputReference(
                "slice.csv",
                10,
                Digests.sha256("head\nrow2\n"),
                null,
                List.of(new Segment(rows, 0, 5), new Segment(rows, 10, 5)));
        InputReference parameters =
                new InputReference("params.csv", inside.length, Digests.sha256(inside), inside, List.of());
        String words = project.files().add("words".getBytes(StandardCharsets.UTF_8));
        project.offer(work.sign(
                work.assignment(1, slice, parameters), work.appVersion(InputReference.whole("data/words", words, 5))));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 1");
        }
        assertThat(runner.inputs(1)).containsExactly("data/words=words", "slice.csv=head\nrow2\n", "params.csv=small");
    }

    @Test
    void aFileThatManyTasksNeedIsFetchedOnce() {
        String rows = project.files().add("rows".getBytes(StandardCharsets.UTF_8));
        project.offer(
                work.unit(1, InputReference.whole("rows", rows, 4)),
                work.unit(2, InputReference.whole("rows", rows, 4)),
                work.unit(3, InputReference.whole("other-name", rows, 4)));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 3");
        }
        assertThat(project.files().calls())
                .filteredOn(call -> call.sha256().equals(rows))
                .hasSize(1);
        assertThat(runner.inputs(3)).containsExactly("other-name=rows");
    }
}
