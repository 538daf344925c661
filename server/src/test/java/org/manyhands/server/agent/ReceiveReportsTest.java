package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.file.Blob;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.World;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply.Acknowledgement;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.research.StoredFile;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

class ReceiveReportsTest {
    private static final byte[] CONTENT = "a large output".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Digests.sha256(CONTENT);

    @RegisterExtension
    final RunningServer server = new RunningServer();

    private TestAgent agent;
    private ResultId result;

    @BeforeEach
    void aHostHasAResult() {
        server.world().cutBatch(1);
        agent = TestAgent.attached(server, "vera");
        result = agent.assignments(agent.ask(1)).get(0).resultId();
    }

    @Test
    void aDigestThatIsNotTheReportsOwnIsRefused() {
        ResultReport report = TestReports.withDigest(TestReports.finished(result, 5), Digests.sha256("else"));

        assertRefused(report, "digest");
    }

    @Test
    void aClaimOfMoreFuelThanTheLimitIsRefused() {
        assertRefused(TestReports.finished(result, World.FUEL + 1), Long.toString(World.FUEL));
    }

    @Test
    void anOutputThatWasNotUploadedIsRefused() {
        assertRefused(TestReports.finished(result, 5, TestReports.uploaded("big.bin", CONTENT)), "not uploaded");
    }

    @Test
    void anUploadedOutputBelongsToTheReportAndStaysPrivate() {
        assertThat(agent.upload(CONTENT, DIGEST).as(StoredFile.class))
                .isEqualTo(new StoredFile(DIGEST, CONTENT.length));

        List<Acknowledgement> acknowledged = agent.report(
                        TestReports.finished(result, 5, TestReports.uploaded("big.bin", CONTENT)))
                .acknowledged();

        assertThat(acknowledged)
                .singleElement()
                .satisfies(one -> assertThat(one.accepted()).isTrue());
        Blob blob = server.database()
                .inTransaction(tx -> server.database().blobs().byDigest(tx, DIGEST))
                .orElseThrow();
        assertThat(blob.hostUpload()).isTrue();
        assertThat(blob.references()).isEqualTo(1);
        server.get("/files/" + DIGEST, null).refused(ErrorCode.NOT_FOUND);
    }

    @Test
    void aPoisonedUploadKeepsNothing() {
        assertThat(agent.upload("something else".getBytes(StandardCharsets.UTF_8), DIGEST)
                        .refused(ErrorCode.DIGEST_MISMATCH, DIGEST)
                        .status())
                .isEqualTo(422);
        assertThat(server.files().has(DIGEST)).isFalse();
        assertRefused(TestReports.finished(result, 5, TestReports.uploaded("big.bin", CONTENT)), "not uploaded");
    }

    @Test
    void anUploadLargerThanTheWorkUnitMayLeaveIsRefused() {
        byte[] tooLarge = new byte[(1 << 20) + 1];

        agent.upload(tooLarge, Digests.sha256(tooLarge)).refused(ErrorCode.TOO_LARGE, "1048576");
    }

    @Test
    void whoHoldsNoResultUploadsNothing() {
        TestAgent idle = TestAgent.attached(server, "otto");

        idle.upload(CONTENT, DIGEST).refused(ErrorCode.RESULT_NOT_IN_PROGRESS, "no result");
        assertThat(server.files().has(DIGEST)).isFalse();
    }

    @Test
    void aHostThatCouldNotRunItLeavesAnErroredResultAndNoReport() {
        Acknowledgement one = agent.report(TestReports.hostFailed(result, "out of disk"))
                .acknowledged()
                .get(0);

        assertThat(one.accepted()).isTrue();
        assertThat(stored().state()).isEqualTo(ResultState.ERRORED);
        assertThat(stored().reason()).contains("out of disk");
    }

    @Test
    void aResultOfAnotherHostIsNotTaken() {
        TestAgent thief = TestAgent.attached(server, "otto");

        Acknowledgement one =
                thief.report(TestReports.finished(result, 5)).acknowledged().get(0);

        assertThat(one.accepted()).isFalse();
        assertThat(one.code()).isEqualTo(ErrorCode.RESULT_NOT_IN_PROGRESS.name());
        assertThat(stored().state()).isEqualTo(ResultState.IN_PROGRESS);
        assertThat(stored().host()).isEqualTo(agent.host());
    }

    @Test
    void aSecondReportOfTheSameResultChangesNothing() {
        agent.report(TestReports.finished(result, 5));

        Acknowledgement again =
                agent.report(TestReports.finished(result, 6)).acknowledged().get(0);

        assertThat(again.accepted()).isFalse();
        assertThat(again.code()).isEqualTo(ErrorCode.RESULT_NOT_IN_PROGRESS.name());
        assertThat(stored().fuel()).isEqualTo(5);
    }

    @Test
    void aRefusedReportDoesNotKeepAnotherOneOut() {
        server.world().cutBatch(1);
        ResultId other = agent.assignments(agent.sync(TestAgent.request(
                        List.of(), List.of(new org.manyhands.protocol.agent.Holding(result, 0)), TestAgent.wanted(1))))
                .get(0)
                .resultId();

        List<Acknowledgement> acknowledged = agent.report(
                        TestReports.finished(result, World.FUEL + 1), TestReports.finished(other, 5))
                .acknowledged();

        assertThat(acknowledged).extracting(Acknowledgement::accepted).containsExactly(false, true);
    }

    private void assertRefused(ResultReport report, String words) {
        Acknowledgement one = agent.report(report).acknowledged().get(0);
        assertThat(one.accepted()).isFalse();
        assertThat(one.code()).isEqualTo(ErrorCode.REPORT_REFUSED.name());
        assertThat(one.detail()).contains(words);
        assertThat(stored().state()).isEqualTo(ResultState.ERRORED);
        assertThat(stored().reason()).contains(words);
    }

    private Result stored() {
        return server.database()
                .inTransaction(tx -> server.database().results().byId(tx, result))
                .orElseThrow();
    }
}
