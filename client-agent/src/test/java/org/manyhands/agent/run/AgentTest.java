package org.manyhands.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.sync.HostRefusedException;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.sandbox.Outcome;

/** The agent against a project that keeps to the protocol. */
class AgentTest {
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
    void aTaskIsRunAndReportedWithItsOutputsInside() {
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            ResultReport report = project.awaitReport(new ResultId(1));
            byte[] content = "argument 1".getBytes(StandardCharsets.UTF_8);
            assertThat(report.outcome()).isEqualTo(new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""));
            assertThat(report.fuel()).isEqualTo(1000);
            assertThat(report.digest()).hasSize(64);
            assertThat(report.outputs()).hasSize(1);
            OutputReport output = report.outputs().get(0);
            assertThat(output.sha256()).isEqualTo(Digests.sha256(content));
            assertThat(output.content()).isEqualTo(content);
            agent.events.await("accepted 1");
        }
    }

    @Test
    void largeOutputsAreUploadedWithTheSequenceOfTheReportThatNamesThem() {
        runner.outputBytes(1, 100_000);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            ResultReport report = project.awaitReport(new ResultId(1));
            String sha256 = Digests.sha256(new byte[100_000]);
            assertThat(report.outputs().get(0).content()).isNull();
            assertThat(report.outputs().get(0).sha256()).isEqualTo(sha256);
            assertThat(project.files().uploads()).containsKey(sha256);
            long reported = project.awaitCall(
                            "the report", call -> !call.request().finished().isEmpty())
                    .sequence();
            assertThat(project.files().uploadSequence(sha256)).isEqualTo(reported);
            agent.events.await("accepted 1");
        }
    }

    @Test
    void everyKindOfOutcomeIsReportedAsItIs() throws Exception {
        runner.end(1, new Outcome.Finished(3));
        runner.end(2, new Outcome.Trapped(Outcome.Trap.UNREACHABLE));
        runner.end(3, new Outcome.Exceeded(Outcome.Limit.FUEL));
        runner.end(4, new Outcome.HostFailed("out of disk"));
        project.offer(work.unit(1), work.unit(2), work.unit(3), work.unit(4));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 4");
            assertThat(project.reports().values().stream().map(ResultReport::outcome))
                    .containsExactlyInAnyOrder(
                            new OutcomeReport(OutcomeReport.Kind.FINISHED, 3, ""),
                            new OutcomeReport(OutcomeReport.Kind.TRAPPED, 0, "UNREACHABLE"),
                            new OutcomeReport(OutcomeReport.Kind.EXCEEDED, 0, "FUEL"),
                            new OutcomeReport(OutcomeReport.Kind.HOST_FAILED, 0, "out of disk"));
            assertThat(project.reports().get(new ResultId(4)).digest()).isEmpty();
            agent.stop();
            assertThat(state().tally()).isEqualTo(new ProjectState.Tally(3, 0, 3000));
        }
    }

    @Test
    void aTaskWhoseSlotDiedIsTriedOnceMoreBeforeItIsGivenUp() {
        runner.dieOnce(1);
        runner.end(2, new Outcome.HostFailed("no space left"));
        project.offer(work.unit(1), work.unit(2));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 2");
            agent.events.await("accepted 1");
            assertThat(runner.ran())
                    .containsExactly(new ResultId(1), new ResultId(1), new ResultId(2), new ResultId(2));
            assertThat(project.reports().get(new ResultId(1)).outcome().success())
                    .isTrue();
            assertThat(project.reports().get(new ResultId(2)).outcome().detail())
                    .isEqualTo("no space left");
            assertThat(agent.events.all()).anyMatch(event -> event.contains("the slot process ended"));
        }
    }

    @Test
    void aCallWhoseAnswerWasLostIsSentAgainTheSameAndNothingIsCountedTwice() throws Exception {
        project.offer(work.unit(1));
        project.mishap(FakeProject.Mishap.ANSWER_LOST);
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 1");
            agent.stop();
            List<FakeProject.Call> calls = project.calls();
            assertThat(calls.get(1).sequence()).isEqualTo(calls.get(0).sequence());
            assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
            assertThat(runner.ran()).containsExactly(new ResultId(1));
            assertThat(state().tally()).isEqualTo(new ProjectState.Tally(1, 0, 1000));
        }
    }

    @Test
    void aReportWhoseAcknowledgementWasLostIsCountedOnce() throws Exception {
        runner.hold(1);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            runner.awaitBegun(1);
            project.mishap(FakeProject.Mishap.ANSWER_LOST);
            project.mishap(FakeProject.Mishap.CALL_LOST);
            runner.letGo(1);
            agent.events.await("accepted 1");
            agent.events.await("recovered");
            agent.stop();
            assertThat(state().tally().accepted()).isEqualTo(1);
            assertThat(agent.events.all().stream().filter("accepted 1"::equals)).hasSize(1);
        }
    }

    @Test
    void aProjectThatIsAwayIsCalledAgain() {
        project.mishap(FakeProject.Mishap.UNAVAILABLE);
        project.mishap(FakeProject.Mishap.CALL_LOST);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 1");
            assertThat(agent.events.all()).anyMatch(event -> event.contains("the database is away"));
            agent.events.await("recovered");
        }
    }

    @Test
    void theExpectedSequenceIsAdoptedOnce() throws Exception {
        project.expectSequence(20);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 1");
            agent.stop();
            assertThat(project.calls().stream().map(FakeProject.Call::sequence).limit(2))
                    .containsExactly(1L, 20L);
            assertThat(state().nextSequence()).isGreaterThan(20);
        }
    }

    @Test
    void aHostThatTheProjectDoesNotKnowEndsWithARemedy() {
        project.refuse(Problem.of(ErrorCode.UNKNOWN_HOST, "host 7 is not known here"));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            assertThat(agent.awaitFailure())
                    .isInstanceOf(HostRefusedException.class)
                    .hasMessageContaining("host 7 is not known here")
                    .hasMessageContaining("agent attach");
        }
    }

    @Test
    void reportsTooLargeForOneCallGoInSmallerOnes() {
        runner.hold(1);
        project.offer(work.unit(1), work.unit(2));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            runner.awaitBegun(1);
            project.refuse(Problem.of(ErrorCode.TOO_LARGE, "the body is larger than 10 bytes"));
            runner.letGo(1);
            agent.events.await("accepted 1");
            agent.events.await("accepted 2");
        }
    }

    @Test
    void aRunningTaskIsStoppedAndForgottenWhenItIsTakenBack() throws Exception {
        runner.hold(1);
        runner.hold(2);
        project.offer(work.unit(1), work.unit(2));
        project.callAgainIn(0);
        try (TestAgent agent = TestAgent.start(home, runner)) {
            runner.awaitBegun(1);
            project.cancel(new ResultId(1));
            agent.events.await("cancelled 1");
            agent.events.await("left 1");
            runner.awaitBegun(2);
            runner.letGo(2);
            agent.events.await("accepted 2");
            agent.stop();
            assertThat(project.reports()).containsOnlyKeys(new ResultId(2));
            assertThat(home.resolve("projects/" + project.projectId + "/tasks")).isEmptyDirectory();
        }
    }

    @Test
    void aWaitingTaskThatIsTakenBackIsNeverRun() {
        runner.hold(1);
        project.offer(work.unit(1), work.unit(2));
        project.callAgainIn(0);
        try (TestAgent agent = TestAgent.start(home, runner)) {
            runner.awaitBegun(1);
            project.awaitCall(
                    "a call that holds 2", call -> call.request().holding().size() == 2);
            project.cancel(new ResultId(2));
            agent.events.await("cancelled 2");
            runner.letGo(1);
            agent.events.await("accepted 1");
            assertThat(runner.ran()).containsExactly(new ResultId(1));
        }
    }

    @Test
    void resultsThatEndDuringOneCallAreReportedTogetherInTheNext() {
        int slots = 4;
        LongStream.rangeClosed(1, slots).forEach(runner::hold);
        project.callAgainIn(0);
        project.offer(LongStream.rangeClosed(1, slots).mapToObj(work::unit).toArray(FakeWork.Unit[]::new));
        try (TestAgent agent = TestAgent.start(home, slots, false, runner, parts -> parts)) {
            LongStream.rangeClosed(1, slots).forEach(runner::awaitBegun);
            int before = project.calls().size();
            project.holdAnswers();
            // One call may have been on its way already: the second from here is held for certain.
            project.awaitCalls(before + 1);
            LongStream.rangeClosed(1, slots).forEach(runner::letGo);
            LongStream.rangeClosed(1, slots).forEach(id -> agent.events.await("ended " + id));
            project.letAnswersGo();
            LongStream.rangeClosed(1, slots).forEach(id -> agent.events.await("accepted " + id));
            assertThat(project.calls())
                    .filteredOn(call -> !call.request().finished().isEmpty())
                    .hasSizeLessThanOrEqualTo(2)
                    .anyMatch(call -> call.request().finished().size() > 1);
        }
    }

    @Test
    void moreThanOneResultIsAskedForAndHeartbeatsNameWhatIsHeld() {
        runner.hold(1);
        runner.hold(2);
        project.callAgainIn(0);
        project.offer(work.unit(1), work.unit(2), work.unit(3), work.unit(4));
        try (TestAgent agent = TestAgent.start(home, 2, false, runner, parts -> parts)) {
            FakeProject.Call heartbeat = project.awaitCall(
                    "a heartbeat of running tasks",
                    call -> call.request().holding().stream()
                                    .filter(held -> held.fuel() > 0)
                                    .count()
                            == 2);
            assertThat(project.calls().get(0).request().wanted().results()).isEqualTo(4);
            assertThat(heartbeat.request().holding()).hasSize(4);
            assertThat(heartbeat.request().wanted().results()).isZero();
            assertThat(heartbeat.request().facts().cores()).isPositive();
        }
    }

    @Test
    void onceEndsWhenThereIsNothingLeft() {
        project.offer(work.unit(1), work.unit(2), work.unit(3));
        try (TestAgent agent = TestAgent.start(home, 1, true, runner, parts -> parts)) {
            agent.awaitEnd();
            assertThat(project.reports()).hasSize(3);
        }
    }

    @Test
    void theProjectsWordsReachTheOwner() {
        project.message("thank you");
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("message thank you");
            agent.events.await("shortfall no-work");
        }
    }

    @Test
    void aFilterMayReplaceAReportBeforeItIsKept() {
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(
                home,
                1,
                false,
                runner,
                parts -> parts.withFilter((task, report, outputs) -> new ResultReport(
                        report.resultId(),
                        report.outcome(),
                        report.fuel() * 2,
                        report.digest(),
                        report.stdout(),
                        report.stderr(),
                        report.outputs(),
                        report.wallMillis())))) {
            assertThat(project.awaitReport(new ResultId(1)).fuel()).isEqualTo(2000);
        }
    }

    @Test
    void aTaskThatWasStoppedInTheMiddleStartsAgainWithTheNextAgent() {
        runner.hold(1);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            runner.awaitBegun(1);
            agent.stop();
            assertThat(agent.events.all()).contains("left 1");
        }
        FakeRunner second = new FakeRunner();
        try (TestAgent agent = TestAgent.start(home, second)) {
            agent.events.await("accepted 1");
            assertThat(second.ran()).containsExactly(new ResultId(1));
            assertThat(project.files().calls()).hasSize(1);
        }
    }

    @Test
    void aFinishedReportIsSentByTheNextAgent() {
        runner.hold(1);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            runner.awaitBegun(1);
            for (int i = 0; i < 1000; i++) {
                project.mishap(FakeProject.Mishap.CALL_LOST);
            }
            runner.letGo(1);
            agent.events.await("ended 1");
            agent.stop();
        }
        assertThat(project.reports()).isEmpty();
        project.noMoreMishaps();
        FakeRunner second = new FakeRunner();
        try (TestAgent agent = TestAgent.start(home, second)) {
            agent.events.await("accepted 1");
            assertThat(second.ran()).isEmpty();
        }
    }

    @Test
    void anAgentThatIsNotAttachedSaysHowToAttach(@TempDir Path empty) {
        try (TestAgent agent = TestAgent.start(empty, runner)) {
            assertThat(agent.awaitFailure()).hasMessageContaining("agent attach URL");
        }
    }

    @Test
    void aSecondAgentInTheSameDirectoryIsToldWhoUsesIt() {
        try (TestAgent agent = TestAgent.start(home, runner)) {
            project.awaitCalls(1);
            try (TestAgent other = TestAgent.start(home, runner)) {
                assertThat(other.awaitFailure())
                        .hasMessageContaining(
                                "process " + ProcessHandle.current().pid())
                        .hasMessageContaining("--home");
            }
            agent.stop();
        }
    }

    @Test
    void bigBodiesAreCompressedAndStillVerify() {
        byte[] content = new byte[60_000];
        Arrays.fill(content, (byte) 'x');
        runner.outputBytes(1, content.length);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            assertThat(project.awaitReport(new ResultId(1)).outputs().get(0).bytes())
                    .isEqualTo(60_000);
            assertThat(project.compressedCalls()).isPositive();
        }
    }

    private ProjectState state() throws Exception {
        return new ProjectDirectory(new AgentHome(home).attached().get(0)).load();
    }
}
