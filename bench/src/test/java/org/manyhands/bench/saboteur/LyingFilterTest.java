package org.manyhands.bench.saboteur;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.task.Task;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;

class LyingFilterTest {
    private static final byte[] TRUTH = "92\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void lies_in_turn_about_output_and_fuel_consistently_and_then_no_more() throws Exception {
        LyingFilter filter = new LyingFilter(folder.resolve("lies.log"), 2);

        ResultReport output = filter.apply(task(1), honest(1), folder);
        ResultReport fuel = filter.apply(task(2), honest(2), folder);
        ResultReport honest = filter.apply(task(3), honest(3), folder);

        assertThat(output.outputs().get(0).content()).isNotEqualTo(TRUTH);
        assertThat(output.fuel()).isEqualTo(1_000);
        assertThat(output.digest())
                .isEqualTo(digest(output))
                .isNotEqualTo(honest(1).digest());
        assertThat(fuel.outputs().get(0).content()).isEqualTo(TRUTH);
        assertThat(fuel.fuel()).isGreaterThan(1_000);
        assertThat(fuel.digest()).isEqualTo(digest(fuel)).isNotEqualTo(honest(2).digest());
        assertThat(honest.digest()).isEqualTo(honest(3).digest());
        assertThat(Lie.read(folder.resolve("lies.log")))
                .containsExactly(
                        new Lie(new ResultId(1), new WorkUnitId(1), Lie.Kind.OUTPUT),
                        new Lie(new ResultId(2), new WorkUnitId(2), Lie.Kind.FUEL));
    }

    static ResultReport honest(long id) {
        ResultReport report = new ResultReport(
                new ResultId(id),
                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                1_000,
                "",
                new StreamReport(0, new byte[0]),
                new StreamReport(0, new byte[0]),
                List.of(new OutputReport("count.txt", TRUTH.length, Digests.sha256(TRUTH), TRUTH)),
                5);
        return new ResultReport(
                report.resultId(),
                report.outcome(),
                report.fuel(),
                digest(report),
                report.stdout(),
                report.stderr(),
                report.outputs(),
                report.wallMillis());
    }

    static String digest(ResultReport report) {
        return OutcomeDigest.of(
                new Outcome.Finished(report.outcome().exitCode()),
                report.fuel(),
                CapturedStream.EMPTY,
                CapturedStream.EMPTY,
                report.outputs().stream()
                        .map(output -> new OutputFile(output.path(), output.bytes(), output.sha256()))
                        .toList());
    }

    static Task task(long id) {
        return new Task(
                new Assignment(
                        "project",
                        new HostId(1),
                        new ResultId(id),
                        new WorkUnitId(id),
                        new BatchId(1),
                        new AppVersionId(1),
                        List.of(),
                        List.of(),
                        1,
                        new UnitLimits(10_000, 65_536, 1_000, 10),
                        0,
                        0,
                        "batch",
                        "dana"),
                new AppVersion("project", new AppVersionId(1), "app", "1", "00", "00", 1, 1, List.of()));
    }
}
