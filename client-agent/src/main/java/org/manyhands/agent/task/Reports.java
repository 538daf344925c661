package org.manyhands.agent.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutcomeReport.Kind;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunOutcome;

/** Makes the reports of tasks that ended, one way or the other. */
public final class Reports {
    private static final StreamReport NOTHING = new StreamReport(0, new byte[0]);

    private Reports() {}

    /**
     * The report of a run. Outputs that are small together travel inside it.
     *
     * @param outputs directory with the output files
     */
    static ResultReport of(ResultId id, RunOutcome run, Path outputs) throws IOException {
        if (!run.outcome().deterministic()) {
            return new ResultReport(
                    id,
                    outcome(run.outcome()),
                    run.fuel(),
                    "",
                    stream(run.stdout()),
                    stream(run.stderr()),
                    List.of(),
                    run.wallMillis());
        }
        long total = run.outputs().stream().mapToLong(OutputFile::bytes).sum();
        List<OutputReport> manifest = new ArrayList<>();
        for (OutputFile file : run.outputs()) {
            byte[] content =
                    total <= Protocol.INLINE_OUTPUT_BYTES ? Files.readAllBytes(outputs.resolve(file.path())) : null;
            manifest.add(new OutputReport(file.path(), file.bytes(), file.sha256(), content));
        }
        return new ResultReport(
                id,
                outcome(run.outcome()),
                run.fuel(),
                run.digest(),
                stream(run.stdout()),
                stream(run.stderr()),
                manifest,
                run.wallMillis());
    }

    /** The report of a task that this host could not run, or would not. */
    public static ResultReport hostFailed(ResultId id, String reason) {
        return new ResultReport(
                id, new OutcomeReport(Kind.HOST_FAILED, 0, reason), 0, "", NOTHING, NOTHING, List.of(), 0);
    }

    /** The report of a task that this host gives back. */
    public static ResultReport cancelled(ResultId id) {
        return new ResultReport(id, new OutcomeReport(Kind.CANCELLED, 0, ""), 0, "", NOTHING, NOTHING, List.of(), 0);
    }

    private static OutcomeReport outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Finished finished) {
            return new OutcomeReport(Kind.FINISHED, finished.exitCode(), "");
        }
        if (outcome instanceof Outcome.Trapped trapped) {
            return new OutcomeReport(Kind.TRAPPED, 0, trapped.trap().name());
        }
        if (outcome instanceof Outcome.Exceeded exceeded) {
            return new OutcomeReport(Kind.EXCEEDED, 0, exceeded.limit().name());
        }
        if (outcome instanceof Outcome.HostFailed failed) {
            return new OutcomeReport(Kind.HOST_FAILED, 0, failed.reason());
        }
        return new OutcomeReport(Kind.CANCELLED, 0, "");
    }

    private static StreamReport stream(CapturedStream stream) {
        return new StreamReport(stream.totalBytes(), stream.kept());
    }
}
