package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.Outcome;

class FactorTest {
    private static final String HEADER = "number,factor,other\n";

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
    void numbersOfTheExampleAreFactoredAndTheVerifierAgreesForLessFuel() throws Exception {
        Path numbers = file(start("factor/data/numbers.csv"));
        Sandbox.Run factored = sandbox.run("factor/factor.wasm", Map.of("numbers.csv", numbers));

        assertThat(factored.outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(factored.text("factors.csv")).isEqualTo(start("factor/golden/factors.csv"));
        Sandbox.Run verified = sandbox.run(
                "factor/verify.wasm",
                Map.of(
                        "numbers.csv",
                        numbers,
                        "result/out/factors.csv",
                        factored.out().resolve("factors.csv")));
        assertThat(verified.outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(verified.result().fuel()).isLessThan(factored.result().fuel() / 100);
    }

    /** The header and the work unit that comes first. */
    private static String start(String table) throws Exception {
        return Files.readAllLines(Applications.file(table)).stream()
                .limit(5)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void smallAndEvenNumbersAndSquaresAreFactored() throws Exception {
        Sandbox.Run run =
                sandbox.run("factor/factor.wasm", Map.of("numbers.csv", file("number\n4\n6\n9\n49\n10403\n")));

        assertThat(run.text("factors.csv")).isEqualTo(HEADER + "4,2,2\n6,2,3\n9,3,3\n49,7,7\n10403,101,103\n");
    }

    @Test
    void aPrimeIsNamedWithItsLine() throws Exception {
        Sandbox.Run run = sandbox.run("factor/factor.wasm", Map.of("numbers.csv", file("number\n15\n1000003\n")));

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(2));
        assertThat(run.stderr()).contains("numbers.csv, line 3: the number is prime");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15,3,5;21,3,8 | 21 is not 3 times 8",
                "15,3,5;21,1,21 | 21 is not 1 times 21",
                "15,3,5;35,5,7 | 21 is not 5 times 7",
                "15,3,5 | there is no row for 21",
                "15,3,5;21,3,7;33,3,11 | line 4 is one row too many",
                "15,3,5;21,3,7x | line 3 is no row",
                "15,3;21,3,7 | line 2 is no row",
                "99999999999999999999,3,5;21,3,7 | line 2 is no row",
                "15,18446744073709551615,5;21,3,7 | line 2 is no row"
            })
    void theVerifierSaysWhatIsWrong(String rows, String words) throws Exception {
        Sandbox.Run run = sandbox.run(
                "factor/verify.wasm",
                Map.of(
                        "numbers.csv", file("number\n15\n21\n"),
                        "result/out/factors.csv", file(HEADER + rows.replace(';', '\n') + "\n")));

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(1));
        assertThat(run.stderr()).startsWith("verify: ").contains(words);
    }

    @Test
    void theVerifierHasAWordForEverythingThatMayBeSent() throws Exception {
        for (String sent : List.of("", "\n", HEADER.strip(), "\0\0\0", HEADER + "15,3,5", "é".repeat(9_999))) {
            Sandbox.Run run = sandbox.run(
                    "factor/verify.wasm",
                    Map.of("numbers.csv", file("number\n15\n21\n"), "result/out/factors.csv", file(sent)));

            assertThat(run.outcome()).as(sent).isEqualTo(new Outcome.Finished(1));
        }
        Sandbox.Run none = sandbox.run("factor/verify.wasm", Map.of("numbers.csv", file("number\n15\n")));
        assertThat(none.stderr()).contains("there is no file factors.csv");
    }

    private static Path file(String text) throws Exception {
        return Files.writeString(Files.createTempFile(directory, "numbers", ".csv"), text);
    }
}
