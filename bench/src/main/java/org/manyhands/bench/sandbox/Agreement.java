package org.manyhands.bench.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether all columns found the same: a fast engine that computes something else is no engine. */
final class Agreement {
    private Agreement() {}

    /** What differs, in a line each; nothing when all checksums, and the fuel wherever it is counted, are the same. */
    static List<String> disagreements(Kernel kernel, Map<Column, Cell> cells) {
        List<String> lines = new ArrayList<>();
        Map<String, List<Column>> checksums = group(cells, column -> true, Sample::checksum);
        if (checksums.size() > 1) {
            lines.add(kernel.title() + ": the checksums differ: " + words(checksums));
        }
        Map<String, List<Column>> fuel = group(cells, Column::metered, sample -> Long.toString(sample.fuel()));
        if (fuel.size() > 1) {
            lines.add(kernel.title() + ": the fuel differs: " + words(fuel));
        }
        return lines;
    }

    private static Map<String, List<Column>> group(
            Map<Column, Cell> cells, Predicate<Column> chosen, java.util.function.Function<Sample, String> value) {
        Map<String, List<Column>> groups = new java.util.TreeMap<>();
        cells.forEach((column, cell) -> {
            if (chosen.test(column)) {
                cell.samples().stream()
                        .map(value)
                        .distinct()
                        .forEach(each -> groups.computeIfAbsent(each, none -> new ArrayList<>())
                                .add(column));
            }
        });
        return groups;
    }

    private static String words(Map<String, List<Column>> groups) {
        return groups.entrySet().stream()
                .map(group -> group.getKey() + " ("
                        + group.getValue().stream().map(Column::title).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining(", "));
    }
}
