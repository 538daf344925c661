package org.manyhands.researcher.unit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.manyhands.protocol.research.WorkUnitView;

/** The command that repeats a work unit on this machine: same bytes, same fuel. */
public final class ReplayCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    /** What {@code run} lets a program leave when it is not told. */
    private static final int USUAL_FILES = 1_000;

    private ReplayCommand() {}

    /** The arguments after {@code ./manyhands}, given where the work unit's module and inputs were put. */
    public static List<String> arguments(WorkUnitView unit, Path directory) {
        List<String> command = new ArrayList<>(List.of("run"));
        if (!unit.inputs().isEmpty()) {
            command.addAll(List.of("--in", directory.resolve("in").toString()));
        }
        command.addAll(List.of(
                "--seed",
                Long.toString(unit.seed()),
                "--fuel",
                Long.toString(unit.limits().fuel()),
                "--memory",
                Long.toString(unit.limits().memoryBytes()),
                "--output",
                Long.toString(unit.limits().outputBytes())));
        if (unit.limits().outputFiles() != USUAL_FILES) {
            command.addAll(
                    List.of("--output-files", Integer.toString(unit.limits().outputFiles())));
        }
        command.add(directory.resolve("app.wasm").toString());
        if (!unit.arguments().isEmpty()) {
            command.add("--");
            command.addAll(unit.arguments());
        }
        return List.copyOf(command);
    }

    /** The whole command as one types it into a shell. */
    public static String text(WorkUnitView unit, Path directory) {
        return "./manyhands "
                + arguments(unit, directory).stream().map(ReplayCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
