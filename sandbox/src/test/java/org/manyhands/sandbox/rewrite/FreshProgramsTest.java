package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.rewrite.Behaviour.Machine;
import org.manyhands.sandbox.rewrite.Behaviour.Seen;

/**
 * Programs that nobody has seen before, made by binaryen from seeds. Without binaryen this is skipped: the programs in
 * the test resources are of the same kind. {@code -Dfuzz.seed=N -Dfuzz.count=M} draws others.
 */
class FreshProgramsTest {
    private static final int BYTES = 6_000;

    @TempDir
    private Path directory;

    @Test
    void freshProgramsDoTheSameAfterTheRewriteOnBothEngines() throws Exception {
        assumeTrue(hasBinaryen(), "skipped: no wasm-opt on the path (Debian: apt install binaryen)");
        long seed = Long.getLong("fuzz.seed", 1);
        for (int i = 0; i < Integer.getInteger("fuzz.count", 10); i++) {
            byte[] source = program(seed + i);
            byte[] product = Instrumenter.instrument(source);
            Seen interpreted = Behaviour.of(product, Machine.INTERPRETED, 1_000);
            assertThat(interpreted.lines())
                    .as("seed %d", seed + i)
                    .isEqualTo(Behaviour.ofSource(source, Machine.INTERPRETED).lines());
            Seen compiled = Behaviour.of(product, Machine.COMPILED, 1_000_000);
            assertThat(compiled).as("seed %d", seed + i).isEqualTo(interpreted);
        }
    }

    private static boolean hasBinaryen() {
        try {
            return new ProcessBuilder("wasm-opt", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private byte[] program(long seed) throws Exception {
        byte[] bytes = new byte[BYTES];
        new Random(seed).nextBytes(bytes);
        Path input = Files.write(directory.resolve("seed"), bytes);
        Path output = directory.resolve("program.wasm");
        // Without --denan the source would differ from the product in the bits of NaNs, which the product hides.
        Process process = new ProcessBuilder(List.of(
                        "wasm-opt",
                        "--translate-to-fuzz",
                        "--mvp-features",
                        "--enable-bulk-memory",
                        "--enable-nontrapping-float-to-int",
                        "--enable-sign-ext",
                        "--enable-mutable-globals",
                        "--enable-multivalue",
                        "--denan",
                        input.toString(),
                        "-o",
                        output.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readAllBytes(output);
    }
}
