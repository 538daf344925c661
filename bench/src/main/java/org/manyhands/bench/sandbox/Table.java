package org.manyhands.bench.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables in text, at most 120 columns wide. */
final class Table {
    private static final String NAME = "%-10s";
    private static final int WIDTH = 9;
    private static final double PERCENT = 100;

    /** A column of ratios. */
    private record Ratio(String title, Column column, Column base) {}

    private static final List<Ratio> RATIOS = List.of(
            new Ratio("native", Column.NATIVE, Column.V8),
            new Ratio("plain", Column.PLAIN, Column.V8),
            new Ratio("meter", Column.METERING, Column.V8),
            new Ratio("NaNs", Column.NANS, Column.V8),
            new Ratio("depth", Column.DEPTH, Column.V8),
            new Ratio("loops", Column.LOOPS, Column.V8),
            new Ratio("all", Column.ALL, Column.V8),
            new Ratio("V8 all", Column.V8_ALL, Column.V8),
            new Ratio("ours/V8", Column.ALL, Column.V8_ALL),
            new Ratio("17 plain", Column.OLD_PLAIN, Column.V8),
            new Ratio("17 all", Column.OLD_ALL, Column.V8),
            new Ratio("17/V8", Column.OLD_ALL, Column.V8_ALL));

    private final Results results;

    Table(Results results) {
        this.results = results;
    }

    /** Times V8 on the module as the compiler wrote it, save where a title names another base; below, the means. */
    List<String> ratios() {
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder(NAME.formatted("kernel"));
        RATIOS.forEach(ratio -> header.append(right(ratio.title())));
        lines.add(header.toString());
        for (Kernel kernel : results.cells().keySet()) {
            StringBuilder line = new StringBuilder(NAME.formatted(kernel.title()));
            for (Ratio ratio : RATIOS) {
                line.append(right(number(results.ratio(kernel, ratio.column(), ratio.base()), "%.2f")));
            }
            lines.add(line.toString());
        }
        StringBuilder means = new StringBuilder(NAME.formatted("geo. mean"));
        for (Ratio ratio : RATIOS) {
            means.append(right(number(results.geometricMean(ratio.column(), ratio.base()), "%.2f")));
        }
        lines.add(means.toString());
        return lines;
    }

    /** Medians of the warm runs in milliseconds. */
    List<String> medians() {
        return cells(cell -> number(cell.median(results.clock()), "%.1f"));
    }

    /** The fastest and the slowest warm run, in percent of the median away from it. */
    List<String> spreads() {
        return cells(cell -> {
            double median = cell.median(results.clock());
            return String.format(
                    Locale.ROOT,
                    "-%.0f+%.0f",
                    (median - cell.fastest(results.clock())) / median * PERCENT,
                    (cell.slowest(results.clock()) - median) / median * PERCENT);
        });
    }

    /** The first runs in milliseconds. */
    List<String> firsts() {
        return cells(cell -> number(cell.first(results.clock()), "%.1f"));
    }

    private List<String> cells(Function<Cell, String> words) {
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder(NAME.formatted("kernel"));
        for (Column column : Column.values()) {
            header.append(right(column.title()));
        }
        lines.add(header.toString());
        for (Kernel kernel : results.cells().keySet()) {
            StringBuilder line = new StringBuilder(NAME.formatted(kernel.title()));
            for (Column column : Column.values()) {
                @Nullable Cell cell = results.cell(kernel, column);
                line.append(right(cell == null ? "-" : words.apply(cell)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String right(String text) {
        return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
    }
}
