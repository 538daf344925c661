package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutcomeReport.Kind;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.server.testing.TestReports;

class ReportCheckTest {
    private static final ResultId ID = new ResultId(1);
    private static final UnitLimits LIMITS = new UnitLimits(1_000, 1 << 20, 100, 3);

    @Test
    void whatAddsUpIsTaken() {
        assertThat(refusal(
                        TestReports.finished(ID, 1_000, TestReports.inside("a", "1"), TestReports.inside("b/c", "2"))))
                .isEmpty();
        assertThat(refusal(exceededFuel(1_000))).isEmpty();
    }

    @Test
    void aManifestIsInOrderOfPathAndNamesEachFileOnce() {
        assertThat(refusal(TestReports.finished(ID, 1, TestReports.inside("b", "1"), TestReports.inside("a", "2"))))
                .hasValueSatisfying(words -> assertThat(words).contains("order", "'a'", "'b'"));
        assertThat(refusal(TestReports.finished(ID, 1, TestReports.inside("a", "1"), TestReports.inside("a", "1"))))
                .hasValueSatisfying(words -> assertThat(words).contains("twice", "'a'"));
    }

    @Test
    void aManifestStaysWithinTheLimits() {
        assertThat(refusal(TestReports.finished(
                        ID, 1, TestReports.inside("a", "x".repeat(60)), TestReports.inside("b", "x".repeat(41)))))
                .hasValueSatisfying(words -> assertThat(words).contains("more than the 100 bytes"));
        assertThat(refusal(TestReports.finished(
                        ID,
                        1,
                        TestReports.inside("a", ""),
                        TestReports.inside("b", ""),
                        TestReports.inside("c", ""),
                        TestReports.inside("d", ""))))
                .hasValueSatisfying(words -> assertThat(words).contains("4 files", "3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "", "a//b", "a\\b", "a/.", "x:y", "nul", "what?"})
    void pathsStayBelowOut(String path) {
        assertThat(refusal(TestReports.finished(ID, 1, TestReports.inside(path, "x"))))
                .isPresent();
    }

    @Test
    void noFileIsTheFolderOfAnother() {
        assertThat(refusal(TestReports.finished(
                        ID,
                        1,
                        TestReports.inside("a", "1"),
                        TestReports.inside("a!", "2"),
                        TestReports.inside("a/b", "3"))))
                .contains("'a' below /out is a file and the folder of 'a/b'");
    }

    @Test
    void contentsAreWhatTheManifestSays() {
        byte[] real = "real".getBytes(StandardCharsets.UTF_8);
        OutputReport wrongDigest = new OutputReport("a", 4, Digests.sha256("fake"), real);
        OutputReport wrongSize = new OutputReport("a", 5, Digests.sha256(real), real);

        assertThat(refusal(TestReports.finished(ID, 1, wrongDigest)))
                .hasValueSatisfying(words -> assertThat(words).contains("content of 'a'"));
        assertThat(refusal(TestReports.finished(ID, 1, wrongSize)))
                .hasValueSatisfying(words -> assertThat(words).contains("content of 'a'"));
    }

    @Test
    void manyBytesDoNotTravelInside() {
        UnitLimits wide = new UnitLimits(1_000, 1 << 20, 1 << 20, 3);
        ResultReport report = TestReports.finished(ID, 1, TestReports.inside("a", "x".repeat(64 * 1024 + 1)));

        assertThat(ReportCheck.refusal(report, wide, output -> true))
                .hasValueSatisfying(words -> assertThat(words).contains("65537", "65536", "uploaded"));
    }

    @Test
    void streamsKeepWhatTheRuleSays() {
        ResultReport report = TestReports.finished(ID, 1);
        ResultReport cut = new ResultReport(
                ID,
                report.outcome(),
                1,
                report.digest(),
                new StreamReport(7, new byte[3]),
                report.stderr(),
                List.of(),
                0);

        assertThat(refusal(cut)).hasValueSatisfying(words -> assertThat(words).contains("7 bytes keeps 7"));
    }

    @Test
    void outcomesThatDoNotExistAreRefused() {
        assertThat(refusal(outcome(new OutcomeReport(Kind.TRAPPED, 0, "MOOD")))).isPresent();
        assertThat(refusal(outcome(new OutcomeReport(Kind.EXCEEDED, 3, "FUEL"))))
                .isPresent();
        assertThat(refusal(outcome(new OutcomeReport(Kind.FINISHED, 0, "well"))))
                .isPresent();
        assertThat(refusal(exceededFuel(999)))
                .hasValueSatisfying(words -> assertThat(words).contains("999 of 1000"));
    }

    @Test
    void theHostsOwnOutcomesNeedNoDigest() {
        assertThat(refusal(TestReports.hostFailed(ID, "no disk"))).isEmpty();
    }

    private static Optional<String> refusal(ResultReport report) {
        return ReportCheck.refusal(report, LIMITS, output -> true);
    }

    private static ResultReport outcome(OutcomeReport outcome) {
        StreamReport nothing = new StreamReport(0, new byte[0]);
        return new ResultReport(ID, outcome, 1_000, "", nothing, nothing, List.of(), 0);
    }

    private static ResultReport exceededFuel(long fuel) {
        StreamReport nothing = new StreamReport(0, new byte[0]);
        String digest = OutcomeDigest.of(
                new Outcome.Exceeded(Outcome.Limit.FUEL), fuel, CapturedStream.EMPTY, CapturedStream.EMPTY, List.of());
        return new ResultReport(
                ID, new OutcomeReport(Kind.EXCEEDED, 0, "FUEL"), fuel, digest, nothing, nothing, List.of(), 0);
    }
}
