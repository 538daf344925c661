package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;

class QueensTest {
    private static final String MODULE = "queens/queens.wasm";

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
    @ValueSource(ints = {8, 9, 10})
    void allPrefixesTogetherCountEverySolution(int n) throws Exception {
        assertThat(count(n, 0, n * n)).isEqualTo(knownSolutions(n));
    }

    @Test
    void rangesOfPrefixesShareOutTheSolutions() throws Exception {
        long sum = 0;
        for (int from = 0; from < 64; from += 7) {
            sum += count(8, from, Math.min(64, from + 7));
        }
        assertThat(sum).isEqualTo(knownSolutions(8));
    }

    @Test
    void aRangeWithoutPrefixesHasNoSolutions() throws Exception {
        assertThat(count(8, 5, 5)).isZero();
    }

    @Test
    void withoutARangeTheWholeBoardIsCountedAndPrinted() throws Exception {
        Sandbox.Run run = sandbox.run(MODULE, Map.of(), "9");

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(run.stdout()).isEqualTo("solutions " + knownSolutions(9) + "\n");
    }

    @Test
    void bothEnginesAgreeOnOutcomeFuelAndDigest() throws Exception {
        RunOutcome compiled = sandbox.run(MODULE, Map.of(), "8", "0", "64").result();
        RunOutcome interpreted =
                sandbox.interpret(MODULE, Map.of(), "8", "0", "64").result();

        assertThat(interpreted.outcome()).isEqualTo(compiled.outcome());
        assertThat(interpreted.fuel()).isEqualTo(compiled.fuel());
        assertThat(interpreted.digest()).isEqualTo(compiled.digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 0       | needs 1 or 3 arguments, N [FROM TO], and got 2",
                "1 0 1     | N is \"1\": give a whole number from 2 to 30",
                "eight 0 1 | N is \"eight\": give a whole number from 2 to 30",
                "8 0 65    | TO is \"65\": give a whole number from 0 to 64",
                "8 9 3     | TO is \"3\": give a whole number from 9 to 64",
                "8 -1 3    | FROM is \"-1\": give a whole number from 0 to 64"
            })
    void wrongArgumentsAreNamedWithTheirLimits(String arguments, String message) throws Exception {
        Sandbox.Run run = sandbox.run(MODULE, Map.of(), arguments.trim().split(" "));

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(2));
        assertThat(run.stderr()).isEqualTo("queens: " + message + "\n");
        assertThat(run.result().outputs()).isEmpty();
    }

    private static long count(int n, int from, int to) throws Exception {
        Sandbox.Run run =
                sandbox.run(MODULE, Map.of(), Integer.toString(n), Integer.toString(from), Integer.toString(to));
        assertThat(run.stderr()).isEmpty();
        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
        return Long.parseLong(run.text("count.txt").strip());
    }

    private static long knownSolutions(int n) throws Exception {
        return Files.readAllLines(Applications.file("queens/golden/solutions.csv")).stream()
                .map(line -> line.split(",", -1))
                .filter(row -> row[0].equals(Integer.toString(n)))
                .mapToLong(row -> Long.parseLong(row[1]))
                .findFirst()
                .orElseThrow();
    }
}
