package org.manyhands.bench.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.Jdks;
import org.manyhands.sandbox.jdk.JdkSearch;

/**
 * What this computer has to measure with.
 *
 * @param jdk the Java that is measured
 * @param oldJdk the JDK 17 that is measured beside it, if there is one and it is another
 * @param gcc the C compiler, if there is one
 * @param node what runs V8, if it is there
 */
record Tools(
        Jdk jdk,
        @Nullable Jdk oldJdk,
        @Nullable Path gcc,
        @Nullable Path node) {
    private static final String NO_NODE = "there is no node here; install the package nodejs";

    /**
     * Looks for them.
     *
     * @param named the Java to measure, a program or a home; null for the newest of this computer
     * @throws IllegalArgumentException when there is no Java where one was named
     */
    static Tools find(@Nullable Path named) {
        Jdk jdk = named == null ? Jdks.all().get(0) : describe(named);
        Jdk old = Jdks.all().stream()
                .filter(each -> each.feature() == Jdk.OLDEST)
                .findFirst()
                .orElse(null);
        return new Tools(
                jdk,
                old == null || jdk.feature() == Jdk.OLDEST ? null : old,
                onPath("gcc").orElse(null),
                onPath("node").orElse(null));
    }

    /** The columns that cannot be measured, each with the reason and the remedy. */
    Map<Column, String> missing() {
        Map<Column, String> missing = new EnumMap<>(Column.class);
        if (gcc == null) {
            missing.put(Column.NATIVE, "there is no gcc here; install the packages gcc and libc6-dev");
        }
        if (node == null) {
            missing.put(Column.V8, NO_NODE);
            missing.put(Column.V8_ALL, NO_NODE);
        }
        if (oldJdk == null) {
            String reason = jdk.feature() == Jdk.OLDEST
                    ? "the measured Java is JDK 17 itself"
                    : "there is no JDK 17 here; install the package openjdk-17-jdk-headless";
            missing.put(Column.OLD_PLAIN, reason);
            missing.put(Column.OLD_ALL, reason);
        }
        return missing;
    }

    /** What measures with what, in a line each. */
    List<String> describe() {
        return Stream.of(
                        "sandbox on JDK " + jdk.version() + " (" + jdk.java() + ")",
                        oldJdk == null ? "" : "beside it on JDK " + oldJdk.version() + " (" + oldJdk.java() + ")",
                        node == null ? "" : "V8 " + say(node, "-p", "process.versions.v8") + " (node --no-liftoff)",
                        gcc == null ? "" : "native: " + say(gcc, "--version") + ", -O2")
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Jdk describe(Path named) {
        Path java = Files.isDirectory(named) ? named.resolve("bin").resolve("java") : named;
        if (!Files.isExecutable(java)) {
            throw new IllegalArgumentException("there is no java at " + java + "; give the home of a JDK of "
                    + Jdk.OLDEST + " or newer, or its bin/java");
        }
        return JdkSearch.describe(java.toAbsolutePath());
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first line that a program says. */
    private static String say(Path program, String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("of an unknown version");
        } catch (IOException e) {
            return "of an unknown version";
        }
    }
}
