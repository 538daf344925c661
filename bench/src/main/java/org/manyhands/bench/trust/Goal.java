package org.manyhands.bench.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Something that a figure must not pass. */
record Goal(String words, double figure, double most) {
    private static final double EPSILON_THREE = 1e-3;
    private static final double EPSILON_SIX = 1e-6;

    static List<Goal> of(Scenario scenario, double epsilon, Outcome outcome) {
        List<Goal> goals = new ArrayList<>();
        if (scenario == Scenario.COLLUDERS && epsilon == EPSILON_THREE) {
            goals.add(new Goal("executions per unit at 1e-3", outcome.executionsPerUnit(), 1.08));
        }
        if (scenario == Scenario.COLLUDERS && epsilon == EPSILON_SIX) {
            goals.add(new Goal("executions per unit at 1e-6", outcome.executionsPerUnit(), 2.0));
        }
        if (scenario == Scenario.COLLUDERS || scenario == Scenario.STEADY || scenario == Scenario.PATIENT) {
            goals.add(new Goal(
                    String.format(Locale.ROOT, "wrong final answers at %.0e, %s", epsilon, scenario.title.strip()),
                    outcome.wrongRate(),
                    epsilon));
        }
        return goals;
    }

    boolean met() {
        return figure <= most;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "  %-62s %8s  at most %-8s %s",
                words,
                number(figure),
                number(most),
                met() ? "met" : "MISSED by " + number(figure - most));
    }

    private static String number(double value) {
        return value != 0 && value < 0.1 ? Interval.number(value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
