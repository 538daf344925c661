package org.manyhands.sandbox.hostile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.manyhands.sandbox.ModuleReport.Violation;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;

/**
 * How a module of the corpus ended.
 *
 * @param text in the words of its header
 * @param fuel what it used
 * @param digest of the outcome, empty when it has none
 */
record Ending(String text, long fuel, String digest) {
    static Ending refused(List<Violation> violations) {
        return new Ending(
                violations.stream().map(Violation::rule).distinct().collect(Collectors.joining(", ", "refused ", "")),
                0,
                "");
    }

    /** Something that no module may bring about. */
    static Ending broken(String words) {
        return new Ending("broken: " + words, 0, "");
    }

    static Ending of(RunOutcome run) {
        return new Ending(text(run.outcome()), run.fuel(), run.digest());
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Finished finished) {
            return "finished " + finished.exitCode();
        }
        if (outcome instanceof Outcome.Trapped trapped) {
            return "trapped " + words(trapped.trap());
        }
        if (outcome instanceof Outcome.Exceeded exceeded) {
            return "exceeded " + words(exceeded.limit());
        }
        return "broken: " + outcome;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
