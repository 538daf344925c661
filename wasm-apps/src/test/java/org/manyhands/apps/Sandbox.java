package org.manyhands.apps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;

/** A slot, with the few words that these tests need. */
final class Sandbox implements AutoCloseable {
    static final Limits LIMITS = new Limits(4_000_000_000L, 16L << 20, 1L << 20, 100);

    private final Path directory;
    private final Slot slot;

    Sandbox(Path directory) {
        this.directory = directory;
        this.slot = Slot.open(SlotSettings.in(directory.resolve("slot")));
    }

    Slot slot() {
        return slot;
    }

    Run run(String module, Map<String, Path> inputs, String... arguments)
            throws IOException, SlotException, ModuleRefusedException {
        return run(Engine.COMPILED, LIMITS, module, inputs, arguments);
    }

    Run run(Path module, Map<String, Path> inputs, String... arguments)
            throws IOException, SlotException, ModuleRefusedException {
        return run(Engine.COMPILED, LIMITS, module, inputs, arguments);
    }

    Run interpret(String module, Map<String, Path> inputs, String... arguments)
            throws IOException, SlotException, ModuleRefusedException {
        return run(Engine.INTERPRETER, LIMITS, module, inputs, arguments);
    }

    Run run(Engine engine, Limits limits, String module, Map<String, Path> inputs, String... arguments)
            throws IOException, SlotException, ModuleRefusedException {
        return run(engine, limits, Applications.module(module), inputs, arguments);
    }

    Run run(Engine engine, Limits limits, Path module, Map<String, Path> inputs, String... arguments)
            throws IOException, SlotException, ModuleRefusedException {
        Path out = Files.createTempDirectory(directory, "out");
        List<InputFile> files = inputs.entrySet().stream()
                .map(input -> new InputFile(input.getKey(), input.getValue()))
                .toList();
        RunRequest request =
                new RunRequest(module, List.of(arguments), Map.of(), 1, files, new byte[0], out, limits, 0, engine);
        return new Run(slot.run(request, RunObserver.NONE), out);
    }

    @Override
    public void close() {
        slot.close();
    }

    /** What a run left, and where. */
    record Run(RunOutcome result, Path out) {
        Outcome outcome() {
            return result.outcome();
        }

        String stdout() {
            return new String(result.stdout().kept(), StandardCharsets.UTF_8);
        }

        String stderr() {
            return new String(result.stderr().kept(), StandardCharsets.UTF_8);
        }

        String text(String path) throws IOException {
            return Files.readString(out.resolve(path));
        }
    }
}
