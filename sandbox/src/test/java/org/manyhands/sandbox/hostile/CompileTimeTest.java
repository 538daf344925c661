package org.manyhands.sandbox.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class CompileTimeTest {
    /** Less than checking and compiling the module takes anywhere. */
    private static final long WALL_MILLIS = 300;

    @TempDir
    private Path directory;

    private RunRequest request(HostileModule module, long wallMillis) throws Exception {
        return new RunRequest(
                Files.write(directory.resolve(module.name() + ".wasm"), module.assemble()),
                List.of(),
                Map.of(),
                1,
                List.of(),
                new byte[0],
                Files.createDirectories(directory.resolve("out")),
                module.limits(),
                wallMillis,
                Engine.COMPILED);
    }

    @Test
    void moduleThatTakesLongToCompileIsStoppedByTheWallClock() throws Exception {
        Path timed = Corpus.directory().resolve("timed");
        HostileModule slow = HostileModule.all(timed).get(0);
        HostileModule quick = HostileModule.all(Corpus.directory()).stream()
                .filter(module -> module.name().equals("exit-1"))
                .findFirst()
                .orElseThrow();
        try (Slot slot = Slot.open(SlotSettings.in(directory.resolve("slot")))) {
            RunOutcome run = slot.run(request(slow, WALL_MILLIS), RunObserver.NONE);
            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.HostFailed.class,
                            failed -> assertThat(failed.reason()).contains("wall clock", "300"));
            assertThat(run.fuel()).as("it had not begun").isZero();
            assertThat(slot.run(request(quick, 0), RunObserver.NONE).outcome()).isEqualTo(new Outcome.Finished(1));
        }
    }
}
