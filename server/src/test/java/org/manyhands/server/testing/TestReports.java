package org.manyhands.server.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;

/** Reports that add up. */
public final class TestReports {
    public static final OutcomeReport FINISHED = new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, "");

    private TestReports() {}

    /** Finished with exit code 0 after so much fuel, with these outputs. */
    public static ResultReport finished(ResultId id, long fuel, OutputReport... outputs) {
        return with(id, fuel, "hello\n", Arrays.asList(outputs));
    }

    public static ResultReport with(ResultId id, long fuel, String stdout, List<OutputReport> outputs) {
        byte[] out = stdout.getBytes(StandardCharsets.UTF_8);
        String digest = OutcomeDigest.of(
                new Outcome.Finished(0),
                fuel,
                new CapturedStream(out.length, out),
                CapturedStream.EMPTY,
                outputs.stream()
                        .map(file -> new OutputFile(file.path(), file.bytes(), file.sha256()))
                        .toList());
        return new ResultReport(
                id,
                FINISHED,
                fuel,
                digest,
                new StreamReport(out.length, out),
                new StreamReport(0, new byte[0]),
                outputs,
                12);
    }

    /** A report with another digest than its own. */
    public static ResultReport withDigest(ResultReport report, String digest) {
        return new ResultReport(
                report.resultId(),
                report.outcome(),
                report.fuel(),
                digest,
                report.stdout(),
                report.stderr(),
                report.outputs(),
                report.wallMillis());
    }

    /** A report of a host that could not run it. */
    public static ResultReport hostFailed(ResultId id, String reason) {
        StreamReport nothing = new StreamReport(0, new byte[0]);
        return new ResultReport(
                id,
                new OutcomeReport(OutcomeReport.Kind.HOST_FAILED, 0, reason),
                0,
                "",
                nothing,
                nothing,
                List.of(),
                12);
    }

    /** A file that travels inside. */
    public static OutputReport inside(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new OutputReport(path, bytes.length, Digests.sha256(bytes), bytes);
    }

    /** A file that was uploaded before. */
    public static OutputReport uploaded(String path, byte[] content) {
        return new OutputReport(path, content.length, Digests.sha256(content), null);
    }
}
