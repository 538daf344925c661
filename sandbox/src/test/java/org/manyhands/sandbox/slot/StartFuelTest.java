package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Wat;

/** What a module's start section does is paid for, also when it never comes by the host. */
class StartFuelTest {
    private static final String COUNT = "(func $s (local $n i32) (local.set $n (i32.const 1000))"
            + " (loop (br_if 0 (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void startSectionIsCharged(Engine engine) throws Exception {
        long without = fuel(engine, COUNT);
        long with = fuel(engine, COUNT + "(start $s)");
        // Entry 2, two instructions before the loop, and five a turn.
        assertThat(with - without).isEqualTo(2 + 2 + 1_000 * 5);
    }

    private long fuel(Engine engine, String definitions) throws Exception {
        return new InProcessRun(directory)
                .engine(engine)
                .run(Wat.command(definitions, ""))
                .fuel();
    }
}
