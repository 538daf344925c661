package org.manyhands.server.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.workunit.cut.InputPaths;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.files.OutputPaths;

/** Whether a report adds up with itself and with its work unit's limits. It says nothing of whether it is true. */
final class ReportCheck {
    private ReportCheck() {}

    /**
     * What is wrong, in words; empty when nothing is.
     *
     * @param stored whether an output that does not travel inside was uploaded, with that many bytes
     */
    static Optional<String> refusal(ResultReport report, UnitLimits limits, Predicate<OutputReport> stored) {
        OutcomeReport outcome = report.outcome();
        if (outcome == null || outcome.kind() == null) {
            return Optional.of("it has no outcome");
        }
        if (!outcome.deterministic()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(contradiction(report, limits, stored));
        } catch (IllegalArgumentException | RefusedException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static @Nullable String contradiction(
            ResultReport report, UnitLimits limits, Predicate<OutputReport> stored) {
        Optional<Outcome> outcome = Outcomes.deterministic(report.outcome());
        if (outcome.isEmpty()) {
            return "its outcome " + report.outcome() + " is none that exists";
        }
        if (report.fuel() < 0 || report.fuel() > limits.fuel()) {
            return "it claims " + report.fuel() + " fuel, and the work unit's limit is " + limits.fuel();
        }
        if (outcome.get().equals(new Outcome.Exceeded(Outcome.Limit.FUEL)) && report.fuel() != limits.fuel()) {
            return "it says that the fuel ran out, but claims " + report.fuel() + " of " + limits.fuel();
        }
        String manifest = manifest(report.outputs(), limits, stored);
        if (manifest != null) {
            return manifest;
        }
        String digest = OutcomeDigest.of(
                outcome.get(),
                report.fuel(),
                stream("standard output", report.stdout()),
                stream("standard error", report.stderr()),
                report.outputs().stream()
                        .map(output -> new OutputFile(output.path(), output.bytes(), output.sha256()))
                        .toList());
        return digest.equals(report.digest())
                ? null
                : "its digest is " + report.digest() + ", but what it reports has " + digest;
    }

    private static @Nullable String manifest(
            List<OutputReport> outputs, UnitLimits limits, Predicate<OutputReport> stored) {
        if (outputs.size() > limits.outputFiles()) {
            return "it names " + outputs.size() + " files, and the work unit's limit is " + limits.outputFiles();
        }
        long total = 0;
        long inside = 0;
        String previous = null;
        for (OutputReport output : outputs) {
            if (output.path() == null || output.sha256() == null || !Digests.isSha256(output.sha256())) {
                return "a file of its manifest has no path or no SHA-256";
            }
            InputPaths.requireValid(output.path());
            if (previous != null && compare(previous, output.path()) >= 0) {
                return "its manifest is not in order or names a file twice: '" + output.path() + "' after '" + previous
                        + "'";
            }
            previous = output.path();
            if (output.bytes() < 0 || output.bytes() > limits.outputBytes() - total) {
                return "its files have more than the " + limits.outputBytes()
                        + " bytes that are the work unit's limit: '" + output.path() + "' has " + output.bytes();
            }
            total += output.bytes();
            byte[] content = output.content();
            if (content != null) {
                inside += content.length;
                if (content.length != output.bytes() || !Digests.sha256(content).equals(output.sha256())) {
                    return "the content of '" + output.path() + "' is not what its manifest says";
                }
            } else if (!stored.test(output)) {
                return "'" + output.path() + "' (" + output.sha256() + ", " + output.bytes()
                        + " bytes) was not uploaded before the report";
            }
        }
        if (inside > Protocol.INLINE_OUTPUT_BYTES) {
            return inside + " bytes of files travel inside it, and " + Protocol.INLINE_OUTPUT_BYTES
                    + " are allowed; larger ones are uploaded";
        }
        return OutputPaths.refusal(outputs.stream().map(OutputReport::path).toList())
                .orElse(null);
    }

    private static CapturedStream stream(String name, @Nullable StreamReport report) {
        if (report == null || report.kept() == null || report.totalBytes() < 0) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return new CapturedStream(report.totalBytes(), report.kept());
    }

    private static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
