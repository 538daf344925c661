package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Outcome;

/** Programs of steps, in C and in Rust. */
class StepsTest {
    private static final String[] SMALL = {"size=32", "sweeps=5", "steps=20", "temperature=2.5"};

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

    @Test
    void theMagnetGivesTheGoldenMeansInBothEngines() throws Exception {
        Sandbox.Run compiled = sandbox.run("steps/steps.wasm", Map.of(), SMALL);
        Sandbox.Run interpreted = sandbox.interpret("steps/steps.wasm", Map.of(), SMALL);

        assertThat(compiled.outcome()).as(compiled.stderr()).isEqualTo(new Outcome.Finished(0));
        assertThat(compiled.text("means.csv")).isEqualTo(Files.readString(Applications.file("steps/golden/means.csv")));
        assertThat(compiled.text("rows.csv").lines()).hasSize(21);
        assertThat(compiled.stdout())
                .startsWith("32 x 32 spins at temperature 2.5\n")
                .endsWith("20 steps of 5 sweeps\n");
        assertThat(interpreted.result().digest())
                .isEqualTo(compiled.result().digest())
                .isNotEmpty();
    }

    @Test
    void aWrongArgumentEndsAProgramOfSteps() throws Exception {
        Sandbox.Run run = sandbox.run("steps/steps.wasm", Map.of(), "steeps=3");

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(2));
        assertThat(run.stderr())
                .isEqualTo("steps: argument \"steeps=3\" is unknown or given twice: known are size, sweeps, steps,"
                        + " temperature\n");
    }

    @Test
    void aRustProgramOfStepsKeepsItsFileOpenOverAllOfThem() throws Exception {
        Sandbox.Run run = sandbox.run("sdk/countdown.wasm", Map.of(), "3");

        assertThat(run.outcome()).as(run.stderr()).isEqualTo(new Outcome.Finished(0));
        assertThat(run.stdout()).isEqualTo("3\n2\n1\nlift-off");
        List<String> lines = run.text("numbers.txt").lines().toList();
        assertThat(lines).hasSize(3).allMatch(line -> line.matches("[123] \\d"));
        assertThat(sandbox.run("sdk/countdown.wasm", Map.of(), "0").stderr())
                .isEqualTo("countdown: N is \"0\": give a whole number from 1 to 1000\n");
    }
}
