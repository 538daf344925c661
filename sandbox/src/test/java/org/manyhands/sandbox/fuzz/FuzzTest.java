package org.manyhands.sandbox.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.sandbox.Tools;

/**
 * Half a minute of fuzzing for each target ({@code -Dfuzz.seconds=N} for more), from the inputs among the test resources.
 * An input that breaks a promise is left in {@code target/fuzz}; it belongs then among the resources.
 */
class FuzzTest {
    private static final Path RESOURCES = Path.of("src/test/resources/fuzz");
    private static final Path LEFT = Path.of("target/fuzz");
    private static final int MEBIBYTES = 512;

    enum Target {
        MODULES(ModuleFuzzer.class, 16_384),
        FILES(FileCallsFuzzer.class, 2_048);

        final Class<?> type;
        final int mostBytes;

        Target(Class<?> type, int mostBytes) {
            this.type = type;
            this.mostBytes = mostBytes;
        }

        Path inputs() {
            return RESOURCES.resolve(name().toLowerCase(Locale.ROOT));
        }
    }

    static List<Path> moduleInputs() throws IOException {
        return inputs(Target.MODULES);
    }

    static List<Path> fileInputs() throws IOException {
        return inputs(Target.FILES);
    }

    private static List<Path> inputs(Target target) throws IOException {
        try (Stream<Path> files = Files.list(target.inputs())) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("moduleInputs")
    void knownModulesKeepThePromises(Path input) throws IOException {
        ModuleFuzzer.fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @ParameterizedTest
    @MethodSource("fileInputs")
    void knownCallsKeepThePromises(Path input) throws IOException {
        FileCallsFuzzer.fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @Test
    void scriptThatIsEmptyDoesNothing() {
        FileCallsFuzzer.fuzzerTestOneInput(new byte[0]);
        ModuleFuzzer.fuzzerTestOneInput(new byte[0]);
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void nothingThatTheFuzzerFindsBreaksThePromises(Target target) throws Exception {
        Path folder = LEFT.resolve(target.name().toLowerCase(Locale.ROOT));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Tools.ownJava().program().toString(),
                "-Xmx" + MEBIBYTES + "m",
                "-XX:+UseSerialGC",
                "-Djdk.attach.allowAttachSelf=true",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type.getName(),
                "--instrumentation_includes=org.manyhands.sandbox.**",
                "--reproducer_path=" + folder));
        command.addAll(List.of(
                "-max_total_time=" + Integer.getInteger("fuzz.seconds", 30),
                "-max_len=" + target.mostBytes,
                "-seed=" + Long.getLong("fuzz.seed", 1),
                "-rss_limit_mb=" + 4 * MEBIBYTES,
                "-timeout=20",
                "-artifact_prefix=" + folder.toAbsolutePath() + "/",
                corpus.toString(),
                target.inputs().toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(12, TimeUnit.HOURS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(process.exitValue())
                .as(said.substring(Math.max(0, said.length() - 4_000)))
                .isZero();
        assertThat(said).contains("Done ");
    }
}
