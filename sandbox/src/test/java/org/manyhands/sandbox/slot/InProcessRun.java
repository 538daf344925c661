package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Snapshots;
import org.manyhands.sandbox.Wat;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.wasi.StreamCapture;

/** Runs a module as a slot process does, but in this process: quick, for the many runs of a test. */
final class InProcessRun {
    private static final long HEAP_BYTES = 1L << 40;

    private final Path directory;
    private Limits limits = new Limits(1_000_000_000, 1L << 20, 100_000, 10);
    private Engine engine = Engine.INTERPRETER;
    private long slice = FuelMeter.DEFAULT_SLICE;
    private long seed;
    private int weightsVersion;
    private RunControl control = new RunControl(0);
    private byte[] stdin = new byte[0];
    private List<InputFile> inputs = List.of();
    private @Nullable Snapshots snapshots;
    private StreamCapture.Listener stdout = StreamCapture.Listener.NONE;
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    InProcessRun(Path directory) {
        this.directory = directory;
    }

    InProcessRun limits(Limits newLimits) {
        limits = newLimits;
        return this;
    }

    InProcessRun engine(Engine newEngine) {
        engine = newEngine;
        return this;
    }

    InProcessRun slice(long newSlice) {
        slice = newSlice;
        return this;
    }

    InProcessRun seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    InProcessRun stdin(String newStdin) {
        stdin = newStdin.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    InProcessRun inputs(InputFile... files) {
        inputs = List.of(files);
        return this;
    }

    InProcessRun snapshots(Path newDirectory, long everyMillis) {
        snapshots = new Snapshots(newDirectory, everyMillis);
        return this;
    }

    /** Hears what the program writes to standard output, on the program's own thread. */
    InProcessRun stdout(StreamCapture.Listener listener) {
        stdout = listener;
        return this;
    }

    /** What the person who asked for the run was told. */
    List<String> notices() {
        return notices;
    }

    InProcessRun weights(int version) {
        weightsVersion = version;
        return this;
    }

    InProcessRun control(RunControl newControl) {
        control = newControl;
        return this;
    }

    RunOutcome run(byte[] module, String... arguments) throws Exception {
        return run(Wat.file(directory, module), new LoadedModules(directory.resolve("code")), arguments);
    }

    RunOutcome run(Path module, LoadedModules modules, String... arguments) throws Exception {
        RunRequest request = request(module, arguments);
        RunExecution execution =
                new RunExecution(request, control, slice, stdout, StreamCapture.Listener.NONE, notices::add);
        FutureTask<RunOutcome> task = new FutureTask<>(() -> execution.execute(modules, HEAP_BYTES));
        new Thread(null, task, "run", 256L << 20).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    RunRequest request(Path module, String... arguments) throws IOException {
        return new RunRequest(
                module,
                List.of(arguments),
                Map.of(),
                seed,
                inputs,
                stdin,
                outputs(),
                limits,
                0,
                engine,
                snapshots,
                weightsVersion);
    }

    private Path outputs() throws IOException {
        return Files.createDirectories(directory.resolve("out"));
    }
}
