package org.manyhands.bench.saboteur;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.agent.task.ReportFilter;
import org.manyhands.agent.task.Task;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.json.Json;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;

/**
 * Lies in its first reports, in turn about the output and about the fuel, and is honest afterwards. Each lie is consistent
 * in itself: the digest is computed anew, and the agent signs it like any report. Each is noted before it is told.
 */
final class LyingFilter implements ReportFilter {
    private final Path log;
    private int liesLeft;
    private boolean aboutFuel;

    LyingFilter(Path log, int lies) {
        this.log = log;
        this.liesLeft = lies;
    }

    @Override
    public synchronized ResultReport apply(Task task, ResultReport report, Path outputs) {
        boolean success = report.outcome().success();
        boolean inline = !report.outputs().isEmpty() && report.outputs().get(0).content() != null;
        if (liesLeft == 0 || !success || !inline) {
            return report;
        }
        liesLeft--;
        Lie.Kind kind = aboutFuel ? Lie.Kind.FUEL : Lie.Kind.OUTPUT;
        aboutFuel = !aboutFuel;
        note(new Lie(report.resultId(), task.assignment().workUnitId(), kind));
        return kind == Lie.Kind.FUEL
                ? consistent(report, report.fuel() + report.fuel() / 10 + 1, report.outputs())
                : consistent(report, report.fuel(), altered(report.outputs()));
    }

    private static List<OutputReport> altered(List<OutputReport> outputs) {
        List<OutputReport> all = new ArrayList<>(outputs);
        OutputReport first = outputs.get(0);
        byte[] content = first.content() == null ? new byte[0] : first.content();
        byte[] other = (new String(content, StandardCharsets.UTF_8) + "1\n").getBytes(StandardCharsets.UTF_8);
        all.set(0, new OutputReport(first.path(), other.length, Digests.sha256(other), other));
        return all;
    }

    private static ResultReport consistent(ResultReport report, long fuel, List<OutputReport> outputs) {
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

    private static CapturedStream stream(StreamReport stream) {
        return new CapturedStream(stream.totalBytes(), stream.kept());
    }

    private void note(Lie lie) {
        try {
            Files.writeString(log, Json.write(lie) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note a lie in " + log, e);
        }
    }
}
