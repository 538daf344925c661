package org.manyhands.sandbox.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Backtrace;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunOutcome;

/** An outcome for a person, in a line, and for a program, as the members of a JSON object. */
final class OutcomeText {
    private OutcomeText() {}

    static String summary(RunOutcome run) {
        return String.join(
                "; ",
                describe(run.outcome()),
                "fuel " + run.fuel(),
                "digest " + (run.digest().isEmpty() ? "none" : prefixed(run.digest())),
                "module " + (run.module().isEmpty() ? "unknown" : prefixed(run.module())),
                "memory " + Amounts.bytes(run.memoryPeakBytes()),
                run.wallMillis() + " ms");
    }

    /** Where the program was when its run ended before its time, in lines; none when nothing is known. */
    static List<String> backtrace(RunOutcome run) {
        List<String> lines = new ArrayList<>();
        Backtrace backtrace = run.backtrace();
        if (!backtrace.functions().isEmpty()) {
            lines.add(describe(run.outcome()));
            backtrace.functions().forEach(name -> lines.add("  at " + DescriptionText.printable(name)));
            if (backtrace.cut()) {
                lines.add("  and what called it: only the innermost calls are shown");
            }
        }
        return lines;
    }

    /** Of a run that was not metered. */
    static String rawSummary(RunOutcome run) {
        return String.join(
                "; ",
                describe(run.outcome()),
                "not metered",
                "memory " + Amounts.bytes(run.memoryPeakBytes()),
                run.wallMillis() + " ms",
                run.outputs().size() + " files written back");
    }

    static String describe(Outcome outcome) {
        if (outcome instanceof Outcome.Finished finished) {
            return "finished with exit code " + finished.exitCode();
        }
        if (outcome instanceof Outcome.Trapped trapped) {
            return "trapped: " + words(trapped.trap());
        }
        if (outcome instanceof Outcome.Exceeded exceeded) {
            return "exceeded its limit of " + words(exceeded.limit());
        }
        if (outcome instanceof Outcome.HostFailed failed) {
            return "host failed: " + failed.reason();
        }
        return "cancelled";
    }

    static Map<String, @Nullable Object> json(RunOutcome run) {
        Outcome outcome = run.outcome();
        Map<String, @Nullable Object> json = blank(kind(outcome));
        if (outcome instanceof Outcome.Finished finished) {
            json.put("exitCode", finished.exitCode());
        } else if (outcome instanceof Outcome.HostFailed failed) {
            json.put("message", failed.reason());
        } else if (outcome instanceof Outcome.Exceeded exceeded) {
            json.put("limit", dashed(exceeded.limit()));
        } else if (outcome instanceof Outcome.Trapped trapped) {
            json.put("trap", dashed(trapped.trap()));
        }
        json.put("fuel", Long.toString(run.fuel()));
        json.put("weightsVersion", run.weightsVersion() == 0 ? null : run.weightsVersion());
        json.put("digest", run.digest().isEmpty() ? null : prefixed(run.digest()));
        json.put("module", run.module().isEmpty() ? null : prefixed(run.module()));
        json.put("memoryPeakBytes", run.memoryPeakBytes());
        json.put("wallMillis", run.wallMillis());
        json.put("stdout", new String(run.stdout().kept(), StandardCharsets.UTF_8));
        json.put("stdoutTruncated", run.stdout().truncated());
        json.put("stderr", new String(run.stderr().kept(), StandardCharsets.UTF_8));
        json.put("outputs", run.outputs().stream().map(OutcomeText::json).toList());
        return json;
    }

    /** A run that was not metered, in the same shape: fuel is not zero but unknown. */
    static Map<String, @Nullable Object> rawJson(RunOutcome run) {
        Map<String, @Nullable Object> json = json(run);
        json.put("fuel", null);
        return json;
    }

    /** A machine that could not begin, in the same shape. */
    static Map<String, @Nullable Object> failedJson(String message) {
        return told("host-failed", message);
    }

    /** A command line that says nothing that could be run, in the same shape. */
    static Map<String, @Nullable Object> misusedJson(String message) {
        return told("misused", message);
    }

    /** A module that was refused by a rule, in the same shape. */
    static Map<String, @Nullable Object> refusedJson(ModuleReport.Violation violation) {
        Map<String, @Nullable Object> json = told("refused", violation.toString());
        json.put("rule", violation.rule());
        return json;
    }

    private static Map<String, @Nullable Object> told(String outcome, String message) {
        Map<String, @Nullable Object> json = blank(outcome);
        json.put("message", message);
        return json;
    }

    /** Every member, in order, as it is when there is nothing to say. */
    private static Map<String, @Nullable Object> blank(String outcome) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome);
        for (String absent : List.of("exitCode", "limit", "trap", "rule")) {
            json.put(absent, null);
        }
        json.put("fuel", "0");
        json.put("weightsVersion", null);
        json.put("digest", null);
        json.put("module", null);
        json.put("memoryPeakBytes", 0);
        json.put("wallMillis", 0);
        json.put("stdout", "");
        json.put("stdoutTruncated", false);
        json.put("stderr", "");
        json.put("outputs", List.of());
        json.put("message", null);
        return json;
    }

    private static Map<String, Object> json(OutputFile file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", file.path());
        json.put("bytes", file.bytes());
        json.put("sha256", prefixed(file.sha256()));
        return json;
    }

    private static String kind(Outcome outcome) {
        if (outcome instanceof Outcome.Finished) {
            return "finished";
        }
        if (outcome instanceof Outcome.Trapped) {
            return "trapped";
        }
        if (outcome instanceof Outcome.Exceeded) {
            return "exceeded";
        }
        return outcome instanceof Outcome.Cancelled ? "cancelled" : "host-failed";
    }

    private static String prefixed(String digest) {
        return "sha256:" + digest;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String dashed(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
