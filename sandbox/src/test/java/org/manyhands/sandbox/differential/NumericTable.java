package org.manyhands.sandbox.differential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of numeric instructions with operands and results as bits, and the module that executes them: a function for each
 * instruction, with integers outside and its own types inside, and one more for every few lines with constant operands.
 */
final class NumericTable {
    private static final int LINES_PER_CONSTANT = 16;
    private static final Pattern OPERAND = Pattern.compile("_([if](?:32|64))");
    private static final Pattern GIVES_A_TRUTH = Pattern.compile("\\.(eqz|eq|ne|[lg][te])(_[su])?$");

    private final StringBuilder functions = new StringBuilder();
    private final List<String> expected = new ArrayList<>();
    private final Set<String> instructions = new LinkedHashSet<>();

    NumericTable(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ");
            List<String> operands = List.of(words).subList(1, words.length - 2);
            add(words[0], operands, words[words.length - 1], i);
        }
    }

    /** The module in the text format. */
    String text() {
        return "(module " + functions + ")";
    }

    /** What a host must see, line by line. */
    List<String> expected() {
        return expected;
    }

    private void add(String instruction, List<String> operands, String result, int line) {
        Matcher named = OPERAND.matcher(instruction);
        String operand = named.find() ? named.group(1) : instruction.substring(0, 3);
        String given = GIVES_A_TRUTH.matcher(instruction).find() ? "i32" : instruction.substring(0, 3);
        if (instructions.add(instruction)) {
            StringBuilder values = new StringBuilder();
            for (int i = 0; i < operands.size(); i++) {
                values.append(' ').append(inside(operand, "(local.get " + i + ")"));
            }
            String parameters = " (param" + (" " + outer(operand)).repeat(operands.size()) + ")";
            define(instruction, parameters, given, "(" + instruction + values + ")");
        }
        String end = outcome(outer(given), result);
        StringBuilder call = new StringBuilder(instruction);
        operands.forEach(
                bits -> call.append(' ').append(outer(operand)).append(':').append(bits));
        expected.add(call + end);
        if (line % LINES_PER_CONSTANT == 0) {
            StringBuilder values = new StringBuilder();
            operands.forEach(bits -> values.append(' ').append(constant(operand, bits)));
            String name = "line" + line + "/" + instruction;
            define(name, "", given, "(" + instruction + values + ")");
            expected.add(name + end);
        }
    }

    private void define(String name, String parameters, String given, String body) {
        String value = given.startsWith("f") ? "(" + outer(given) + ".reinterpret_" + given + " " + body + ")" : body;
        functions.append("(func (export \"%s\")%s (result %s) %s)\n".formatted(name, parameters, outer(given), value));
    }

    private static String inside(String type, String value) {
        return type.startsWith("f") ? "(" + type + ".reinterpret_" + outer(type) + " " + value + ")" : value;
    }

    private static String constant(String type, String bits) {
        return inside(type, "(" + outer(type) + ".const 0x" + bits + ")");
    }

    private static String outer(String type) {
        return "i" + type.substring(1);
    }

    private static String outcome(String type, String result) {
        return switch (result) {
            case "overflow" -> " trap INTEGER_OVERFLOW";
            case "invalid" -> " trap INVALID_CONVERSION_TO_INTEGER";
            case "zero" -> " trap INTEGER_DIVIDE_BY_ZERO";
            default -> " -> " + type + ":" + result;
        };
    }
}
