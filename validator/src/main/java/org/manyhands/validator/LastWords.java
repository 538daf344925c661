package org.manyhands.validator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.manyhands.protocol.agent.ResultReport;

/** What a program said last on standard error: often the whole explanation. */
final class LastWords {
    /** The reason is a column of 4,000 characters; this leaves room for a batch's sentence around it. */
    private static final int MOST_REASON = 1_500;

    private static final int MOST_LINE = 400;

    private LastWords() {}

    /** A reason with the last line of standard error, when there is one. */
    static String append(String reason, Optional<ResultReport> report) {
        String line = report.map(LastWords::lastLine).orElse("");
        return cut(reason, MOST_REASON) + (line.isEmpty() ? "" : "; standard error ends: " + line);
    }

    /** Control characters become spaces: the text goes into logs and pages. */
    private static String lastLine(ResultReport report) {
        String text = new String(report.stderr().kept(), StandardCharsets.UTF_8).stripTrailing();
        String line = text.substring(text.lastIndexOf('\n') + 1);
        return cut(line.replaceAll("\\p{Cntrl}", " ").strip(), MOST_LINE);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
