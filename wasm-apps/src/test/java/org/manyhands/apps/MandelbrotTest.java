package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;

class MandelbrotTest {
    private static final String MODULE = "mandelbrot/mandelbrot.wasm";
    private static final String ITERATIONS = "2000";

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
    void rangesOfRowsShareOutTheArea() throws Exception {
        BigDecimal sum = BigDecimal.ZERO;
        for (int from = 0; from < 125; from += 50) {
            sum = sum.add(area(100, from, Math.min(125, from + 50)));
        }
        assertThat(sum).isEqualByComparingTo(golden(100, 0, 125));
    }

    @Test
    void aWorkUnitOfTheBatchGivesItsGoldenArea() throws Exception {
        assertThat(area(1000, 600, 650)).isEqualTo(golden(1000, 600, 650));
    }

    @Test
    void bothEnginesAgree() throws Exception {
        String[] arguments = {"10", ITERATIONS, "0", "12"};

        RunOutcome compiled = sandbox.run(MODULE, Map.of(), arguments).result();
        RunOutcome interpreted = sandbox.interpret(MODULE, Map.of(), arguments).result();

        assertThat(interpreted.digest()).isEqualTo(compiled.digest()).isNotEmpty();
        assertThat(interpreted.fuel()).isEqualTo(compiled.fuel());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 5        | needs 4 arguments, RESOLUTION ITERATIONS FROM TO, and got 2",
                "70 5 0 1     | RESOLUTION is \"70\": give 10, 100, 1000 or 10000",
                "100 many 0 1 | ITERATIONS is \"many\": give a whole number from 1 to 1000000",
                "100 5 0 126  | TO is \"126\": give a whole number from 0 to 125"
            })
    void wrongArgumentsAreNamedWithTheirLimits(String arguments, String message) throws Exception {
        Sandbox.Run run = sandbox.run(MODULE, Map.of(), arguments.trim().split(" "));

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(2));
        assertThat(run.stderr()).isEqualTo("mandelbrot: " + message + "\n");
    }

    private static BigDecimal area(int resolution, int from, int to) throws Exception {
        Sandbox.Run run = sandbox.run(
                MODULE,
                Map.of(),
                Integer.toString(resolution),
                ITERATIONS,
                Integer.toString(from),
                Integer.toString(to));
        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(run.stderr()).endsWith("progress %d/%d\n".formatted(to - from, to - from));
        return new BigDecimal(run.text("area.txt").strip());
    }

    private static BigDecimal golden(int resolution, int from, int to) throws Exception {
        String key = "%d,%s,%d,%d,".formatted(resolution, ITERATIONS, from, to);
        return Files.readAllLines(Applications.file("mandelbrot/golden/area.csv")).stream()
                .filter(row -> row.startsWith(key))
                .map(row -> new BigDecimal(row.substring(key.length())))
                .findFirst()
                .orElseThrow();
    }
}
