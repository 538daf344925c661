package org.manyhands.db.workunit.cut;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.research.BatchSpec.Grid;
import org.manyhands.protocol.research.BatchSpec.Grid.Parameter;

/**
 * All combinations of values, the last parameter running fastest; the slice travels inside the assignment as CSV.
 *
 * @param rowBytes most bytes of one combination as CSV
 */
record GridCutting(List<Parameter> parameters, long combinations, int perUnit, long rowBytes) implements Cutting {
    /** Path of the slice below {@code /in}. */
    static final String FILE = "params.csv";

    /** Most bytes of a slice: it is stored with its work unit and sent inside each assignment. */
    static final int LARGEST_SLICE = 256 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    private static final Set<String> RESERVED = Set.of("from", "to", "unit");

    static GridCutting of(Grid grid) {
        Cutting.requirePositive("grid.per-unit", grid.perUnit());
        if (grid.parameters().isEmpty()) {
            throw Cutting.refused("'grid' names no parameter; expected at least one name with its values");
        }
        Set<String> names = new HashSet<>();
        long combinations = 1;
        long rowBytes = 0;
        for (Parameter parameter : grid.parameters()) {
            requireName(parameter, names);
            if (parameter.values().isEmpty()) {
                throw Cutting.refused("'grid." + parameter.name() + "' has no values; expected at least one");
            }
            if (combinations > Long.MAX_VALUE / parameter.values().size()) {
                throw Cutting.refused("'grid' has more than " + Long.MAX_VALUE
                        + " combinations of values; take fewer parameters or values");
            }
            combinations *= parameter.values().size();
            rowBytes += 1
                    + Math.max(
                            bytes(parameter.name()),
                            parameter.values().stream()
                                    .mapToLong(GridCutting::bytes)
                                    .max()
                                    .orElse(0));
        }
        long rows = Math.min(grid.perUnit(), combinations) + 1;
        if (rows > LARGEST_SLICE / rowBytes) {
            throw Cutting.refused("'grid.per-unit' is " + grid.perUnit()
                    + ": the combinations of one work unit may take " + rows * rowBytes + " bytes as CSV, and "
                    + LARGEST_SLICE + " are allowed; take fewer per unit");
        }
        return new GridCutting(grid.parameters(), combinations, grid.perUnit(), rowBytes);
    }

    private static void requireName(Parameter parameter, Set<String> names) {
        String name = parameter.name();
        if (!NAME.matcher(name).matches()) {
            throw Cutting.refused("'grid' names a parameter '" + name
                    + "'; a name starts with a letter or _ and has at most 64 letters, digits, '_', '.' or '-'");
        }
        if (RESERVED.contains(name)) {
            throw Cutting.refused("'grid' names a parameter '" + name + "', but {" + name
                    + "} in arguments means the place of the work unit; choose another name");
        }
        if (!names.add(name)) {
            throw Cutting.refused("'grid' names the parameter '" + name + "' twice; put all its values into one list");
        }
    }

    @Override
    public long pieces() {
        return Cutting.pieces(combinations, perUnit);
    }

    @Override
    public Part part(long piece, int pieces) {
        long first = piece * perUnit;
        long end = piece + pieces == pieces() ? combinations : first + (long) pieces * perUnit;
        StringBuilder csv =
                new StringBuilder(row(parameters.stream().map(Parameter::name).toList()));
        for (long combination = first; combination < end; combination++) {
            csv.append(row(List.copyOf(values(combination).values())));
        }
        byte[] content = csv.toString().getBytes(StandardCharsets.UTF_8);
        InputReference slice = new InputReference(FILE, content.length, Digests.sha256(content), content, List.of());
        return new Part(first, end, end - first == 1 ? values(first) : Map.of(), List.of(slice));
    }

    /** As many as fit a slice of the largest size. */
    @Override
    public int together(long first, int most) {
        long rows = LARGEST_SLICE / rowBytes - 1;
        return (int) Math.max(1, Math.min(Math.min(most, pieces() - first), rows / perUnit));
    }

    /** Names of the parameters, which stand for one value only when each work unit has one combination. */
    List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    @Override
    public List<String> paths() {
        return List.of(FILE);
    }

    private Map<String, String> values(long combination) {
        String[] values = new String[parameters.size()];
        long rest = combination;
        for (int i = parameters.size() - 1; i >= 0; i--) {
            List<String> choices = parameters.get(i).values();
            values[i] = choices.get((int) (rest % choices.size()));
            rest /= choices.size();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(parameters.get(i).name(), values[i]);
        }
        return named;
    }

    private static String row(List<String> cells) {
        return cells.stream().map(GridCutting::cell).collect(Collectors.joining(",", "", "\n"));
    }

    /** Quoted as RFC 4180 has it where it must be. */
    private static String cell(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static long bytes(String text) {
        return cell(text).getBytes(StandardCharsets.UTF_8).length;
    }
}
