package org.manyhands.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.ResultId;

class TaskStoreTest {
    @TempDir
    Path directory;

    private final FakeProject project = new FakeProject();
    private final FakeWork work = new FakeWork(project);

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void tasksAndReportsComeBackInTheOrderOfTheirNumbers() throws Exception {
        TaskStore store = new TaskStore(directory);
        create(store, 10);
        create(store, 9);
        ResultReport report = Reports.hostFailed(new ResultId(10), "out of luck");
        store.finish(report);
        List<TaskStore.Stored> stored = new TaskStore(directory).load();
        assertThat(stored).extracting(TaskStore.Stored::id).containsExactly(new ResultId(9), new ResultId(10));
        assertThat(stored.get(0).report()).isNull();
        assertThat(stored.get(0).task().assignment().arguments()).containsExactly("argument", "9");
        assertThat(stored.get(1).report().outcome()).isEqualTo(report.outcome());
    }

    @Test
    void snapshotsGoOnceTheReportIsKept() throws Exception {
        TaskStore store = new TaskStore(directory);
        create(store, 1);
        ResultId id = new ResultId(1);
        Files.createDirectories(store.snapshots(id));
        Files.write(store.snapshots(id).resolve("1.snapshot"), new byte[1]);
        assertThat(store.snapshots(id).getParent())
                .as("in the task's own folder")
                .isEqualTo(directory.resolve("1"));
        store.finish(Reports.hostFailed(id, "out of luck"));
        assertThat(store.snapshots(id)).doesNotExist();
        assertThat(store.load()).hasSize(1);
    }

    @Test
    void aReportWithoutATaskIsKeptToo() throws Exception {
        TaskStore store = new TaskStore(directory);
        store.finish(Reports.hostFailed(new ResultId(3), "wrong signature"));
        TaskStore.Stored stored = store.load().get(0);
        assertThat(stored.task()).isNull();
        assertThat(stored.report().outcome().detail()).isEqualTo("wrong signature");
    }

    @Test
    void whatACrashLeftHalfDoneIsClearedAway() throws Exception {
        TaskStore store = new TaskStore(directory);
        create(store, 1);
        Files.createDirectories(directory.resolve("new-2"));
        Files.writeString(directory.resolve("new-2/assignment.json"), "{");
        Files.createDirectories(directory.resolve("gone-3/out"));
        Files.createDirectories(directory.resolve("4"));
        Files.writeString(directory.resolve("4/assignment.json"), "");
        Files.writeString(directory.resolve("4/appversion.json"), "");
        assertThat(store.load()).extracting(TaskStore.Stored::id).containsExactly(new ResultId(1));
        assertThat(directory.toFile().list()).containsExactly("1");
    }

    @Test
    void lookingChangesNothing() throws Exception {
        Files.createDirectories(directory.resolve("new-2"));
        assertThat(new TaskStore(directory).list()).isEmpty();
        assertThat(directory.resolve("new-2")).exists();
    }

    @Test
    void aTaskIsForgottenWithItsOutputs() throws Exception {
        TaskStore store = new TaskStore(directory);
        create(store, 1);
        Files.writeString(store.emptyOutputs(new ResultId(1)).resolve("out.txt"), "old");
        assertThat(store.emptyOutputs(new ResultId(1))).isEmptyDirectory();
        store.delete(new ResultId(1));
        store.delete(new ResultId(1));
        assertThat(directory).isEmptyDirectory();
    }

    private void create(TaskStore store, long id) throws Exception {
        FakeWork.Unit unit = work.unit(id);
        store.create(unit.id(), unit.assignment(), unit.appVersion());
    }
}
