package org.manyhands.bench.makespan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints outcomes: median and range over the seeds. */
final class Report {
    static final double GOAL_RATIO = 1.15;
    static final double GOAL_EXTRA = 0.08;
    static final double LEAST_COVERAGE = 0.75;
    static final double MOST_COVERAGE = 0.85;

    static final String HEADING = String.format(
            "%-24s %-24s %-22s %-21s %-20s %s",
            "", "makespan, h", "t90, h", "makespan/t90", "extra work, %", "80 % interval held");

    private Report() {}

    static List<String> opening(Model model, List<Long> seeds) {
        List<String> lines = new ArrayList<>();
        lines.add("The model");
        model.words().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("Median (range) over " + seeds.size() + " seeds, " + seeds.get(0) + " to "
                + seeds.get(seeds.size() - 1) + "; constants were fitted on 1 to 16");
        return lines;
    }

    static String row(List<Outcome> outcomes) {
        return String.format(
                        Locale.ROOT,
                        "%-24s %-24s %-22s %-21s %-20s %s",
                        outcomes.get(0).title(),
                        range(outcomes, outcome -> outcome.makespanSeconds() / 3_600, "%.1f"),
                        range(outcomes, outcome -> outcome.t90Seconds() / 3_600, "%.1f"),
                        range(outcomes, Outcome::ratio, "%.2f"),
                        range(outcomes, outcome -> 100 * outcome.extraShare(), "%.1f"),
                        held(outcomes))
                .stripTrailing();
    }

    static List<String> closing(List<List<Outcome>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Goals: makespan/t90 at most 1.15, extra work at most 8 %, the 80 % interval holds in 75 to 85 %");
        for (List<Outcome> outcomes : rows) {
            if (coverage(outcomes) >= 0) {
                lines.add("  " + outcomes.get(0).title() + ": " + verdict(outcomes));
            }
        }
        return lines;
    }

    private static String verdict(List<Outcome> outcomes) {
        double ratio = median(outcomes, Outcome::ratio);
        double extra = median(outcomes, Outcome::extraShare);
        double coverage = coverage(outcomes);
        return "makespan/t90 " + words(ratio <= GOAL_RATIO, ratio, GOAL_RATIO, "%.3f") + ", extra work "
                + words(extra <= GOAL_EXTRA, 100 * extra, 100 * GOAL_EXTRA, "%.1f %%") + ", interval "
                + (coverage >= LEAST_COVERAGE && coverage <= MOST_COVERAGE ? "met" : "missed")
                + String.format(Locale.ROOT, " (%.0f %% of %d forecasts)", 100 * coverage, forecasts(outcomes));
    }

    private static String words(boolean met, double value, double goal, String format) {
        String shown = String.format(Locale.ROOT, format, value);
        return met
                ? "met (" + shown + ")"
                : "missed (" + shown + ", goal " + String.format(Locale.ROOT, format, goal) + ")";
    }

    /** Share of forecasts whose interval held, of all moments and seeds; negative when none was made. */
    static double coverage(List<Outcome> outcomes) {
        long made = forecasts(outcomes);
        long held = outcomes.stream()
                .mapToLong(outcome -> outcome.forecasts().stream()
                        .filter(forecast -> forecast.holds(outcome.makespanSeconds()))
                        .count())
                .sum();
        return made == 0 ? -1 : (double) held / made;
    }

    static double median(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        double[] sorted = outcomes.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static long forecasts(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToLong(outcome -> outcome.forecasts().size())
                .sum();
    }

    private static String held(List<Outcome> outcomes) {
        double coverage = coverage(outcomes);
        return coverage < 0 ? "-" : String.format(Locale.ROOT, "%.0f %% of %d", 100 * coverage, forecasts(outcomes));
    }

    private static String range(List<Outcome> outcomes, ToDoubleFunction<Outcome> value, String format) {
        double[] sorted = outcomes.stream().mapToDouble(value).sorted().toArray();
        return String.format(Locale.ROOT, format, median(outcomes, value))
                + (sorted.length == 1
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " (" + format + " - " + format + ")",
                                sorted[0],
                                sorted[sorted.length - 1]));
    }
}
