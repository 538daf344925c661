package org.manyhands.sandbox.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what hosts saw, and keeps the differences by module. */
final class Comparison {
    private static final String FUEL = " fuel ";

    private final Map<String, String> differences = new LinkedHashMap<>();

    /** The first difference of each module. */
    Map<String, String> differences() {
        return differences;
    }

    /** Products must do the same everywhere, to the last unit of fuel. */
    void same(String module, String host, List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String left = i < expected.size() ? expected.get(i) : "nothing";
            String right = i < actual.size() ? actual.get(i) : "nothing";
            if (!left.equals(right) || left.contains("failed") || left.contains("unknown")) {
                note(module, host, i, left, right);
                return;
            }
        }
    }

    /**
     * A product does what its source does, as long as it stays within its limits, and each call that does not trap costs
     * what its instructions cost.
     */
    void rewritten(String module, String host, List<String> source, List<String> product) {
        for (int i = 0; i < product.size(); i++) {
            String line = product.get(i);
            if (line.contains(" exceeded ")) {
                return;
            }
            String expected = i < source.size() ? source.get(i) : "nothing";
            boolean counted = expected.contains(FUEL) && !expected.contains(" trap ");
            String left = counted ? expected : withoutFuel(expected);
            String right = counted ? line : withoutFuel(line);
            if (!left.equals(right)) {
                note(module, host, i, left, right);
                return;
            }
        }
    }

    private void note(String module, String host, int line, String expected, String actual) {
        differences.putIfAbsent(
                module, host + ", line " + line + "\n  expected " + expected + "\n  but saw  " + actual);
    }

    /** The same in the words of V8, which has one for some pairs of traps. */
    static List<String> coarse(List<String> lines) {
        return lines.stream().map(Comparison::coarse).toList();
    }

    /** What V8 could see as well: no fuel, and its words for traps. */
    static List<String> unfueled(List<String> lines) {
        return coarse(lines).stream().map(Comparison::withoutFuel).toList();
    }

    private static String coarse(String line) {
        return line.replace(" trap UNDEFINED_ELEMENT", " trap TABLE_OUT_OF_BOUNDS")
                .replace(" trap UNINITIALIZED_ELEMENT", " trap INDIRECT_CALL_TYPE_MISMATCH")
                .replace(" trap INVALID_CONVERSION_TO_INTEGER", " trap INTEGER_OVERFLOW");
    }

    static String withoutFuel(String line) {
        int fuel = line.indexOf(FUEL);
        return fuel < 0 ? line : line.substring(0, fuel);
    }
}
