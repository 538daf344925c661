package org.manyhands.apps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The golden answer of digits, cut back into work units. */
final class Golden {
    /** Settings in a work unit: {@code per-unit} of the batch. */
    static final int SETTINGS_A_UNIT = 2;

    private static final String SETTING_COLUMNS = "width,rate,l2,seed";

    private Golden() {}

    static Path file(String name) {
        return Applications.file("digits/golden/" + name);
    }

    static List<String> table() throws IOException {
        return Files.readAllLines(file("table.csv"));
    }

    static int units() throws IOException {
        return (table().size() - 1) / SETTINGS_A_UNIT;
    }

    /** What a work unit must leave in {@code rows.csv}. */
    static String rows(int unit) throws IOException {
        List<String> table = table();
        int from = 1 + unit * SETTINGS_A_UNIT;
        return table.get(0) + "\n" + String.join("\n", table.subList(from, from + SETTINGS_A_UNIT)) + "\n";
    }

    /** What a work unit finds in {@code params.csv}. */
    static String settings(int unit) throws IOException {
        StringBuilder settings = new StringBuilder();
        rows(unit)
                .lines()
                .map(Golden::setting)
                .forEach(line -> settings.append(line).append('\n'));
        return settings.toString();
    }

    /** The place of the best setting in the table, counted from 0. */
    static int bestRow() throws IOException {
        List<String> settings = table().stream().skip(1).map(Golden::setting).toList();
        return settings.indexOf(setting(Files.readAllLines(file("best.csv")).get(1)));
    }

    private static String setting(String row) {
        return String.join(",", List.of(row.split(",", -1)).subList(0, SETTING_COLUMNS.split(",", -1).length));
    }
}
