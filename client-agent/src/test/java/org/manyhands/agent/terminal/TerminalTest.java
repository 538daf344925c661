package org.manyhands.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.manyhands.agent.task.Reports;
import org.manyhands.agent.task.Task;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.protocol.agent.SyncReply.Acknowledgement;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.id.ResultId;

class TerminalTest {
    private final FakeProject project = new FakeProject();
    private final FakeWork work = new FakeWork(project);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void plainLinesTellTheStoryOfATask() {
        ProgressReporter reporter = new ProgressReporter(new PlainScreen(out));
        Task task = task(1);
        reporter.received(List.of(task, task(2)));
        reporter.started(1, task);
        reporter.progress(1, task, 500);
        reporter.noticed(1, task, "resumed at fuel 400 from saved");
        reporter.acknowledged(Reports.cancelled(task.id()), new Acknowledgement(task.id(), true, "", ""));
        reporter.acknowledged(
                Reports.cancelled(new ResultId(2)),
                new Acknowledgement(new ResultId(2), false, "REPORT_REFUSED", "the digest is wrong"));
        reporter.cancelled(new ResultId(3));
        reporter.failed(new ResultId(4), "wrong signature");
        reporter.shortfall(List.of(new Shortfall("no-work", "there is no work now")));
        reporter.shortfall(List.of(new Shortfall("buffer", "each slot has a task")));
        reporter.trouble("no answer", Duration.ofSeconds(4));
        reporter.recovered();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "received 2 tasks of batch-1 (Ada)",
                        "slot 1: task 1 of batch-1 (Ada) started",
                        "slot 1: task 1 of batch-1 (Ada): resumed at fuel 400 from saved",
                        "task 1 given back",
                        "task 2 refused: the digest is wrong (REPORT_REFUSED)",
                        "task 3 cancelled by the project",
                        "task 4 not run: wrong signature",
                        "less work than asked for: there is no work now (no-work)",
                        "no answer; trying again in 4 s",
                        "the project answers again");
    }

    @Test
    void whatIsTrueOfEveryTaskOfAnApplicationIsSaidOnce() {
        ProgressReporter reporter = new ProgressReporter(new PlainScreen(out));
        reporter.noticed(1, task(1), "no snapshot is taken");
        reporter.noticed(2, task(2), "no snapshot is taken");
        reporter.noticed(1, task(1), "resumed at fuel 400 from saved");
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "slot 1: task 1 of batch-1 (Ada): no snapshot is taken",
                        "slot 1: task 1 of batch-1 (Ada): resumed at fuel 400 from saved");
    }

    @Test
    void aLiveLineShowsBatchResearcherAndShare() {
        ProgressReporter reporter = new ProgressReporter(new LiveScreen(out, 80));
        reporter.progress(1, task(1), 500);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("slot 1  [##########..........] 50 %  task 1 of batch-1 (Ada)");
    }

    @Test
    void aLineThatStaysPushesTheLiveLinesDown() {
        LiveScreen screen = new LiveScreen(out, 20);
        screen.slot(1, "one");
        screen.slot(2, "a line that is much too long for this terminal");
        bytes.reset();
        screen.line("something happened");
        String esc = "\u001b[";
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(esc + "2A\r" + esc + "2Ksomething happened\n" + esc + "2Kone\n" + esc
                        + "2Ka line that is much\n");
        bytes.reset();
        screen.close();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(esc + "2A\r" + esc + "J");
    }

    @Test
    void textFromOutsideCannotMoveTheCursorOrFillTheScreen() {
        assertThat(Printable.of("a\u001b[2Jb\nc\u202ed")).isEqualTo("a [2Jb c d");
        assertThat(Printable.of("x".repeat(1000))).hasSize(301).endsWith("…");
        assertThat(Printable.of("naïve 日本 😀")).isEqualTo("naïve 日本 😀");
    }

    private Task task(long id) {
        return new Task(work.assignment(id), work.appVersion());
    }
}
