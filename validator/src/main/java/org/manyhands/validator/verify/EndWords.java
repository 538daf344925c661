package org.manyhands.validator.verify;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;

/** How a verifier's run ended, in words for the researcher. */
final class EndWords {
    private static final int MOST_LINE = 300;

    private EndWords() {}

    /** For an end that is no verdict. */
    static String of(RunOutcome run) {
        String line = lastLine(run);
        return words(run.outcome()) + (line.isEmpty() ? "" : "; standard error ends: " + line);
    }

    /** Control characters become spaces: the text goes into logs and pages. */
    static String lastLine(RunOutcome run) {
        String text = new String(run.stderr().tail(), StandardCharsets.UTF_8).stripTrailing();
        String line = text.substring(text.lastIndexOf('\n') + 1)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return line.length() <= MOST_LINE ? line : line.substring(0, MOST_LINE - 1) + "…";
    }

    private static String words(Outcome outcome) {
        if (outcome instanceof Outcome.Finished finished) {
            return "ended with exit code " + finished.exitCode() + " instead of 0 (right) or 1 (wrong)";
        }
        if (outcome instanceof Outcome.Trapped trapped) {
            return "was stopped by a trap: " + plain(trapped.trap());
        }
        if (outcome instanceof Outcome.Exceeded exceeded) {
            return "reached its limit on " + plain(exceeded.limit());
        }
        if (outcome instanceof Outcome.HostFailed failed) {
            return "could not be run to its end: " + failed.reason();
        }
        return "was cancelled";
    }

    private static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
