package org.manyhands.bench.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.manyhands.server.supervisor.Detaching;

/** Runs the project's own command line as a user would, and prints each command before it runs. */
final class Shell {
    private final Stage stage;
    private final PrintStream out;

    Shell(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    /**
     * What a command said.
     *
     * @param output standard output and standard error as they came
     */
    record Said(int exitCode, String output) {
        /** Everything but the first and last white space. */
        String text() {
            return output.strip();
        }
    }

    /** Runs a command to its end and shows what it says. */
    Said run(String... arguments) throws IOException, InterruptedException {
        return run(true, List.of(arguments));
    }

    /** Runs a command to its end, shown only as a command. */
    Said quietly(String... arguments) throws IOException, InterruptedException {
        return run(false, List.of(arguments));
    }

    /** Runs a command to its end, and ends the demo when it fails. */
    Said must(String... arguments) throws IOException, InterruptedException, DemoFailedException {
        Said said = run(arguments);
        if (said.exitCode() != 0) {
            throw new DemoFailedException("./manyhands " + String.join(" ", arguments) + " ended with "
                    + said.exitCode() + ": " + said.text());
        }
        return said;
    }

    private Said run(boolean show, List<String> arguments) throws IOException, InterruptedException {
        announce(arguments, "");
        Process process =
                builder(List.of(), arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (show) {
                    out.println("    " + line);
                }
            }
        }
        return new Said(process.waitFor(), output.toString());
    }

    /** Starts a command that goes on by itself, in a session of its own. */
    Process start(Path log, String... arguments) throws IOException {
        announce(List.of(arguments), " &");
        return builder(Detaching.prefix(), List.of(arguments))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void announce(List<String> arguments, String suffix) {
        out.println(
                "  $ ./manyhands " + arguments.stream().map(Shell::quoted).collect(Collectors.joining(" ")) + suffix);
    }

    private ProcessBuilder builder(List<String> prefix, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(stage.root().resolve("manyhands").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(stage.environment());
        builder.directory(stage.directory().toFile());
        return builder;
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument + "'";
    }
}
