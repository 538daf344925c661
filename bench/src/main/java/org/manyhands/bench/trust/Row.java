package org.manyhands.bench.trust;

import java.util.Locale;

/** A line of the table. */
final class Row {
    private static final String FORMAT = "%-25s %-15s %10s %9s %-17s %9s %-17s %8s %9s";

    private Row() {}

    static String header() {
        return FORMAT.formatted(
                        "hosts",
                        "policy",
                        "executions",
                        "wrong",
                        "95 % bounds",
                        "wrong",
                        "95 % bounds",
                        "reopened",
                        "excluded")
                + System.lineSeparator()
                + FORMAT.formatted("", "", "per unit", "at first", "", "final", "", "", "bad/other");
    }

    static String line(String hosts, String policy, Outcome outcome) {
        return FORMAT.formatted(
                hosts,
                policy,
                String.format(Locale.ROOT, "%.3f", outcome.executionsPerUnit()),
                Interval.number((double) outcome.wrongAtFirst() / outcome.accepted()),
                Interval.wilson(outcome.wrongAtFirst(), outcome.accepted()).words(),
                Interval.number(outcome.wrongRate()),
                Interval.wilson(outcome.wrong(), outcome.units()).words(),
                outcome.reopened(),
                outcome.excludedBad() + "/" + outcome.excludedOthers());
    }
}
