package org.manyhands.db.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class as a process of its own, with the classes of this test and an environment that says nothing about a project. */
public final class OwnProcess {
    private static final long PATIENCE_SECONDS = 60;

    private OwnProcess() {}

    /** Runs it to its end. */
    public static End run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MANYHANDS_"));
        Process process = builder.start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(main.getName() + " did not end within " + PATIENCE_SECONDS + " s: " + words);
        }
        return new End(process.exitValue(), words);
    }

    /**
     * How it ended.
     *
     * @param words standard output and error
     */
    public record End(int exitCode, String words) {}
}
