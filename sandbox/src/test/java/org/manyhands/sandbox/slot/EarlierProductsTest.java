package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;

/**
 * What was instrumented once runs for ever, with the fuel and the digest that it had then; and a source that is
 * instrumented again counts the same.
 */
class EarlierProductsTest {
    private static final Path PRODUCTS = Path.of("src/test/resources/products");

    @TempDir
    private Path directory;

    private RunOutcome run(String file, Engine engine, String arguments) throws Exception {
        RunOutcome run = new InProcessRun(directory)
                .engine(engine)
                .limits(new Limits(1_000_000_000, 16L << 20, 100_000, 10))
                .run(
                        Files.readAllBytes(PRODUCTS.resolve(file)),
                        List.of(arguments.split(" ")).stream()
                                .filter(word -> !word.isEmpty())
                                .toArray(String[]::new));
        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
        return run;
    }

    @ParameterizedTest
    @CsvSource({
        "mixed, '', 7233399, a38ad91a44eaad8a5ffe72b3c5198f6a39a9204f6703d066086b79e058e0b733",
        "queens, '8 0 64', 121242, b86d0b57fd48760a5e36e66b45e2f4360dcf4f06dbc2598400533476cf474452",
        "hello, '2 1000', 191383, c46aa073c7c803ecc90efe68ea799fa5161302ece9db16a68f0a610d0f9427c5"
    })
    void productsOfEarlierRewritesGiveTheirOldFuelAndDigest(String name, String arguments, long fuel, String digest)
            throws Exception {
        for (Engine engine : Engine.values()) {
            for (String made : List.of("-rewrite1", "-rewrite2", "")) {
                RunOutcome run = run(name + made + ".wasm", engine, arguments);
                assertThat(run.fuel()).isEqualTo(fuel);
                assertThat(run.digest()).isEqualTo(digest);
            }
        }
    }

    @Test
    void productSaysByWhichWeightsItCounts() throws Exception {
        assertThat(run("hello-rewrite1.wasm", Engine.COMPILED, "2 100").weightsVersion())
                .isEqualTo(1);
    }

    @Test
    void weightsThatNobodyKnowsAreRefusedWithThoseThatAreKnown() {
        for (String file : List.of("hello.wasm", "hello-rewrite1.wasm")) {
            InProcessRun run = new InProcessRun(directory).weights(9);
            assertThatThrownBy(() -> run.run(Files.readAllBytes(PRODUCTS.resolve(file)), "2", "100"))
                    .isInstanceOfSatisfying(
                            ModuleRefusedException.class,
                            e -> assertThat(e.violations())
                                    .singleElement()
                                    .hasToString(
                                            "weights: fuel is to be counted by weights 9; this program knows version 1."
                                                    + " Ask for one of these, or update this program"));
        }
    }

    @Test
    void weightsOfTheFirstVersionCanBeAskedFor() throws Exception {
        RunOutcome run = new InProcessRun(directory)
                .weights(1)
                .run(Files.readAllBytes(PRODUCTS.resolve("hello.wasm")), "2", "1000");
        assertThat(run.fuel()).isEqualTo(191_383);
        assertThat(run.weightsVersion()).isEqualTo(1);
    }
}
