package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.sandbox.rewrite.Behaviour.Machine;
import org.manyhands.sandbox.rewrite.Behaviour.Seen;

/** Random programs do the same before and after the rewrite, in every engine, and cost what their instructions cost. */
class DifferentialTest {
    static Stream<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("fuzz", "src/test/resources/fuzz")))) {
            return files.filter(file -> file.toString().endsWith(".wasm")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void productDoesWhatItsSourceDoes(Path file) throws IOException {
        byte[] source = Files.readAllBytes(file);
        byte[] product = Instrumenter.instrument(source);
        List<String> expected = Behaviour.ofSource(source, Machine.INTERPRETED).lines();

        Seen interpreted = Behaviour.of(product, Machine.INTERPRETED, 1_000);
        Seen compiled = Behaviour.of(product, Machine.COMPILED, 7_777);

        assertThat(interpreted.lines()).isEqualTo(expected);
        assertThat(compiled.lines()).isEqualTo(expected);
        assertThat(compiled.fuel())
                .as("fuel, whatever the engine and the slice")
                .isEqualTo(interpreted.fuel());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void fuelIsTheSumOverTheInstructionsExecuted(Path file) throws IOException {
        byte[] source = Files.readAllBytes(file);
        Seen counted = Behaviour.ofSourceCounted(source);
        Seen metered = Behaviour.of(Instrumenter.instrument(source), Machine.INTERPRETED, 1_000);

        for (int i = 0; i < counted.fuel().size(); i++) {
            String line = counted.lines().get(i);
            if (line.contains(" stack ")) {
                return; // The reference has no limit on call depth of its own: it ends where Java's stack does.
            }
            if (!line.contains(" trap ")) { // A trap leaves a segment half run.
                assertThat(spent(metered, i)).as(line).isEqualTo(spent(counted, i));
            }
        }
    }

    private static long spent(Seen seen, int call) {
        return seen.fuel().get(call) - (call == 0 ? 0 : seen.fuel().get(call - 1));
    }
}
