package org.manyhands.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** How a run ended, in words for whoever wrote the program; in one line, since it goes into logs and pages. */
public final class EndWords {
    private static final int MOST_LINE = 300;

    private EndWords() {}

    /**
     * An end that was not the right one, with the last lines of standard error when there are any.
     *
     * @param expected exit codes that were right, as {@code 0}
     * @param lines how many of the last lines
     */
    public static String of(RunOutcome run, String expected, int lines) {
        String last = lastLines(run.stderr().tail(), lines);
        return words(run.outcome(), expected) + (last.isEmpty() ? "" : "; standard error ends: " + last);
    }

    /** The last lines of a text that say something, with bars between them; empty when none does. */
    public static String lastLines(byte[] utf8, int most) {
        List<String> lines = new String(utf8, StandardCharsets.UTF_8)
                .lines()
                .map(EndWords::clean)
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    /** The first line of a text. */
    public static String firstLine(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .map(EndWords::clean)
                .orElse("");
    }

    private static String words(Outcome outcome, String expected) {
        if (outcome instanceof Outcome.Finished finished) {
            return "finished with exit code " + finished.exitCode() + " instead of " + expected;
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
