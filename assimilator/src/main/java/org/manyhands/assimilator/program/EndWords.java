package org.manyhands.assimilator.program;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;

/** How a run ended, in words for the researcher. */
final class EndWords {
    private static final int LINES = 5;
    private static final int MOST_LINE = 300;

    private EndWords() {}

    /** The outcome, with the last lines of standard error. */
    static String of(RunOutcome run) {
        List<String> lines = new String(run.stderr().tail(), StandardCharsets.UTF_8)
                .lines()
                .map(EndWords::clean)
                .filter(line -> !line.isEmpty())
                .toList();
        String last = String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return words(run.outcome()) + (last.isEmpty() ? "" : "; standard error ends: " + last);
    }

    /** The first line of a text. */
    static String firstLine(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .map(EndWords::clean)
                .orElse("");
    }

    private static String words(Outcome outcome) {
        if (outcome instanceof Outcome.Finished finished) {
            return "finished with exit code " + finished.exitCode() + " instead of 0";
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

    private static String clean(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= MOST_LINE ? plain : plain.substring(0, MOST_LINE - 1) + "…";
    }
}
