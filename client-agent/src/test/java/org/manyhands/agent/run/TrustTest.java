package org.manyhands.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.sync.Pace;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.json.Json;

/** What the project has not signed, or is not what it signed, is reported and never run. */
class TrustTest {
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
    void anAssignmentSignedByAnotherKeyIsRefused() {
        SigningKey stranger = SigningKey.generate(new SecureRandom());
        FakeWork.Unit good = work.unit(1);
        project.offer(new FakeWork.Unit(
                good.id(), Signed.sign(KeyPurpose.ASSIGNMENT, work.assignment(1), stranger), good.appVersion()));
        assertRefused("no valid certificate");
    }

    @Test
    void anAlteredAssignmentIsRefused() {
        FakeWork.Unit good = work.unit(1);
        Signed envelope = good.assignment();
        Signed altered =
                new Signed(envelope.payload().replace("batch-1", "batch-2"), envelope.key(), envelope.signature());
        project.offer(new FakeWork.Unit(good.id(), altered, good.appVersion()));
        assertRefused("altered on its way");
    }

    @Test
    void anAssignmentOfAnotherHostIsRefused() {
        Assignment other = change(work.assignment(1), project.projectId, new HostId(8));
        project.offer(work.sign(other, work.appVersion()));
        assertRefused("is for host 8");
    }

    @Test
    void anAssignmentOfAnotherProjectIsRefused() {
        Assignment other = change(work.assignment(1), "another", project.hostId());
        project.offer(work.sign(other, work.appVersion()));
        assertRefused("of project another");
    }

    @Test
    void anApplicationSignedByTheAssignmentKeyIsRefused() {
        FakeWork.Unit good = work.unit(1);
        project.offer(new FakeWork.Unit(
                good.id(),
                good.assignment(),
                Signed.sign(KeyPurpose.APPLICATION, work.appVersion(), project.assignmentKey)));
        assertRefused("no valid certificate");
    }

    @Test
    void anAssignmentWithoutItsApplicationIsRefused() {
        FakeWork.Unit good = work.unit(1);
        AppVersion version = work.appVersion();
        AppVersion other = Json.readOwn(
                Json.write(version).replace("\"appVersionId\":\"5\"", "\"appVersionId\":\"6\""), AppVersion.class);
        project.offer(new FakeWork.Unit(
                good.id(), good.assignment(), Signed.sign(KeyPurpose.APPLICATION, other, project.applicationKey)));
        assertRefused("application version 5");
    }

    @Test
    void certificatesThatHaveEndedCountNoMore() {
        project.offer(work.unit(1));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        try (TestAgent agent = TestAgent.start(home, 1, false, runner, parts -> parts.withClock(later))) {
            assertRefused(agent, "this computer's clock says");
        }
    }

    @Test
    void aHostThatMustNotRunWhatComesAsksForLess() {
        SigningKey stranger = SigningKey.generate(new SecureRandom());
        project.callAgainIn(0);
        for (long id = 1; id <= 20; id++) {
            project.offer(new FakeWork.Unit(
                    new ResultId(id),
                    Signed.sign(KeyPurpose.ASSIGNMENT, work.assignment(id), stranger),
                    work.unit(id).appVersion()));
        }
        try (TestAgent agent = TestAgent.start(
                home,
                1,
                false,
                runner,
                parts -> parts.withPace(new Pace(
                        TestAgent.QUICK.gap(),
                        TestAgent.QUICK.longest(),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        TestAgent.QUICK.ahead())))) {
            project.awaitReport(new ResultId(2));
            project.awaitCalls(6);
        }
        assertThat(project.reports()).hasSize(2);
        assertThat(project.calls().get(5).request().wanted().results()).isZero();
    }

    @Test
    void aNewAssignmentKeyIsTakenWhenTheRootCertifiesIt() {
        project.rotateAssignmentKey();
        int before = project.projectCalls();
        project.offer(work.unit(1), work.unit(2));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 2");
            assertThat(project.projectCalls()).isEqualTo(before + 1);
        }
        project.offer(work.unit(3));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 3");
            assertThat(project.projectCalls()).as("certificates are kept").isEqualTo(before + 1);
        }
    }

    @Test
    void aNewKeyThatTheRootDoesNotCertifyIsRefused() {
        List<Signed> old = project.certificates(Instant.now().plusSeconds(3600));
        project.rotateAssignmentKey();
        project.showCertificates(old);
        project.offer(work.unit(1), work.unit(2));
        int before = project.projectCalls();
        assertRefused("no valid certificate");
        assertThat(project.projectCalls()).as("asked once an answer").isEqualTo(before + 1);
    }

    @Test
    void aModuleWithOtherBytesIsNeverRun() {
        FakeWork.Unit unit = work.unit(1);
        project.files().spoil(work.appVersion().moduleSha256(), "b module".getBytes(StandardCharsets.UTF_8));
        project.offer(unit);
        assertRefused("should be 8 bytes");
    }

    @Test
    void anInputWithOtherBytesIsNeverRun() {
        String sha256 = project.files().add("rows".getBytes(StandardCharsets.UTF_8));
        FakeWork.Unit unit = work.unit(1, InputReference.whole("rows.csv", sha256, 4));
        project.files().spoil(sha256, "sowr".getBytes(StandardCharsets.UTF_8));
        project.offer(unit);
        assertRefused("file rows.csv should be");
    }

    @Test
    void aFileThatTheProjectDoesNotHaveIsReported() {
        project.offer(work.unit(1, InputReference.whole("rows.csv", "a".repeat(64), 4)));
        assertRefused("is not here");
    }

    @Test
    void whatTheProjectStillBelievesToBeHereIsNotRunTwice() {
        runner.hold(1);
        project.callAgainIn(0);
        project.offer(work.unit(1));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            runner.awaitBegun(1);
            int calls = project.calls().size();
            project.offer(work.unit(1));
            project.awaitCalls(calls + 3);
            runner.letGo(1);
            agent.events.await("accepted 1");
            assertThat(runner.ran()).containsExactly(new ResultId(1));
        }
    }

    private void assertRefused(String reason) {
        try (TestAgent agent = TestAgent.start(home, runner)) {
            assertRefused(agent, reason);
        }
    }

    private void assertRefused(TestAgent agent, String reason) {
        agent.events.await("failed 1");
        assertThat(agent.events.all()).anyMatch(event -> event.startsWith("failed 1") && event.contains(reason));
        // The next call tells; another task that comes with it shows that this host goes on.
        agent.stop();
        assertThat(runner.ran()).isEmpty();
        try (TestAgent next = TestAgent.start(home, 1, false, runner, parts -> parts)) {
            ResultReport report = project.awaitReport(new ResultId(1));
            assertThat(report.outcome().kind()).isEqualTo(OutcomeReport.Kind.HOST_FAILED);
            assertThat(report.outcome().detail()).contains(reason);
            assertThat(report.digest()).isEmpty();
            if (!agent.events.all().contains("accepted 1")) { // It may have had the time to tell before it ended.
                next.events.await("accepted 1");
            }
        }
        assertThat(runner.ran()).isEmpty();
    }

    private static Assignment change(Assignment from, String projectId, HostId hostId) {
        return new Assignment(
                projectId,
                hostId,
                from.resultId(),
                from.workUnitId(),
                from.batchId(),
                from.appVersionId(),
                from.arguments(),
                from.inputs(),
                from.seed(),
                from.limits(),
                from.deadlineMillis(),
                from.expectedFuel(),
                from.batchName(),
                from.researcher());
    }
}
