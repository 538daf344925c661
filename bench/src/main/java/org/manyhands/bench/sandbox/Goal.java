package org.manyhands.bench.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that a figure must not pass.
 *
 * @param words what the figure is
 * @param figure what was measured; NaN when it could not be
 * @param most what it may be
 * @param unit written after figures: {@code " %"}, {@code " ms"} or nothing
 */
record Goal(String words, double figure, double most, String unit) {
    /** How many times as long as V8 the sandbox may take. */
    static final double MOST_TIMES_V8 = 1.20;

    private static final double PERCENT = 100;

    /** The goals that a table of kernels can tell. */
    static List<Goal> of(Results results) {
        double all = results.geometricMean(Column.ALL, Column.V8_ALL);
        List<Goal> goals = new ArrayList<>();
        goals.add(new Goal("all rewrites against V8 on the same product", all, MOST_TIMES_V8, ""));
        goals.add(new Goal("  the least that is good enough", all, 1.40, ""));
        goals.add(slowest(results));
        goals.add(new Goal("metering on top of plain", percent(results, Column.METERING), 8, " %"));
        goals.add(new Goal("canonical NaNs on top of plain", percent(results, Column.NANS), 5, " %"));
        return goals;
    }

    private static Goal slowest(Results results) {
        double most = Double.NaN;
        String name = "";
        for (Kernel kernel : results.cells().keySet()) {
            double ratio = results.ratio(kernel, Column.ALL, Column.V8_ALL);
            if (Double.isNaN(most) || ratio > most) {
                most = ratio;
                name = ", which is " + kernel.title();
            }
        }
        return new Goal("the slowest kernel against V8" + name, most, 2.0, "");
    }

    private static double percent(Results results, Column column) {
        return (results.geometricMean(column, Column.PLAIN) - 1) * PERCENT;
    }

    boolean met() {
        return figure <= most;
    }

    /** The goal in one line: the figure, its limit, and the distance. */
    String line() {
        String number = unit.isEmpty() ? "%.2f" : "%.1f";
        String limit = String.format(Locale.ROOT, number, most) + unit;
        if (Double.isNaN(figure)) {
            return String.format(Locale.ROOT, "  %-52s %10s   at most %-8s not measured", words, "-", limit);
        }
        String verdict = met() ? "met" : "MISSED by " + String.format(Locale.ROOT, number, figure - most) + unit;
        return String.format(
                Locale.ROOT,
                "  %-52s %10s   at most %-8s %s",
                words,
                String.format(Locale.ROOT, number, figure) + unit,
                limit,
                verdict);
    }
}
