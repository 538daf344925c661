package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.Outcome;

/** What current toolchains make by themselves is accepted, and does the same in each language. */
class ToolchainsTest {
    @TempDir
    private static Path directory;

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = new Sandbox(directory);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "cpp", "rust"})
    void theUsualOutputOfAToolchainRuns(String language) throws Exception {
        Path module = Applications.file("toolchains/tally-" + language + ".wasm");
        ModuleReport report = sandbox.slot().inspect(module);
        Path numbers = Files.writeString(directory.resolve("numbers.txt"), "3.5\n-1\n20.25\n4\n3.5\n");

        Sandbox.Run run = sandbox.run(module, Map.of("numbers.txt", numbers), "first", "second");

        assertThat(report.memoryMaximumBytes()).as("no maximum is declared").isEqualTo(-1);
        assertThat(run.outcome()).as(run.stderr()).isEqualTo(new Outcome.Finished(0));
        assertThat(run.stdout())
                .isEqualTo("first of 2: 5 numbers, mean 6.050, median 3.500, root of the largest 4.500, 1 input,"
                        + " host answered\n");
        assertThat(run.text("sorted.txt")).isEqualTo("-1.000\n3.500\n3.500\n4.000\n20.250\n");
    }
}
