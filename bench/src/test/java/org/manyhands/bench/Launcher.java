package org.manyhands.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./manyhands} of this source tree, as people do; every process is this build's. */
final class Launcher {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    /** A launcher whose notes and settings lie in a directory of the test. */
    Launcher(Path directory) {
        this.directory = directory;
        environment.put("MANYHANDS_CONFIG", directory.resolve("config").toString());
        environment.put("MANYHANDS_RUNNING", directory.resolve("running").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** What a command said, on both streams, and how it ended. */
    record Said(int exitCode, String output) {}

    Said run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Roots.ofSource().resolve("manyhands").toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Starts {@code ./manyhands} with what it says in a file, and waits for nothing. */
    Process start(Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Roots.ofSource().resolve("manyhands").toString());
        command.addAll(arguments);
        return process(command).redirectOutput(log.toFile()).start();
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs any command, with the source tree as its folder. */
    Said run(List<String> command) throws IOException, InterruptedException {
        Process process = process(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " closed its output and did not end: " + output);
        }
        return new Said(process.exitValue(), output);
    }
}
