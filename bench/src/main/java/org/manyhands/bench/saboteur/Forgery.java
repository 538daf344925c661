package org.manyhands.bench.saboteur;

import java.util.List;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;

/** Makes reports that are wrong and consistent in themselves: their digest is that of what they say. */
final class Forgery {
    private Forgery() {}

    /** The report with another fuel and other outputs. */
    static ResultReport of(ResultReport report, long fuel, List<OutputReport> outputs) {
        String digest = OutcomeDigest.of(
                new Outcome.Finished(report.outcome().exitCode()),
                fuel,
                stream(report.stdout()),
                stream(report.stderr()),
                outputs.stream()
                        .map(output -> new OutputFile(output.path(), output.bytes(), output.sha256()))
                        .toList());
        return new ResultReport(
                report.resultId(),
                report.outcome(),
                fuel,
                digest,
                report.stdout(),
                report.stderr(),
                outputs,
                report.wallMillis());
    }

    /** The output file with another content. */
    static OutputReport output(OutputReport original, byte[] content) {
        return new OutputReport(original.path(), content.length, Digests.sha256(content), content);
    }

    /** True for a success whose first output travels in the report, so that it can be exchanged. */
    static boolean possible(ResultReport report) {
        return report.outcome().success()
                && !report.outputs().isEmpty()
                && report.outputs().get(0).content() != null;
    }

    private static CapturedStream stream(StreamReport stream) {
        return new CapturedStream(stream.totalBytes(), stream.kept());
    }
}
