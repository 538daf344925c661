package org.manyhands.validator;

import java.util.Optional;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.sandbox.EndWords;

/** What a program said last on standard error: often the whole explanation. */
final class LastWords {
    /** The reason is a column of 4,000 characters; this leaves room for a batch's sentence around it. */
    private static final int MOST_REASON = 1_500;

    private LastWords() {}

    /** A reason with the last line of standard error, when there is one. */
    static String append(String reason, Optional<ResultReport> report) {
        String line =
                report.map(it -> EndWords.lastLines(it.stderr().kept(), 1)).orElse("");
        return cut(reason, MOST_REASON) + (line.isEmpty() ? "" : "; standard error ends: " + line);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
