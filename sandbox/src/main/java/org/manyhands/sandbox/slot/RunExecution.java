package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Backtrace;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Snapshots;
import org.manyhands.sandbox.engine.ModuleRunner;
import org.manyhands.sandbox.engine.Steps;
import org.manyhands.sandbox.meter.HostFailedException;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.snapshot.Checkpoints;
import org.manyhands.sandbox.snapshot.SnapshotStore;
import org.manyhands.sandbox.wasi.StreamCapture;

/** One run from its request to its outcome, inside a slot process, on a thread with a large stack. */
final class RunExecution {
    private final RunRequest request;
    private final RunControl control;
    private final RunParts.Maker maker;
    private final Consumer<String> notices;
    /** Of the module, once that is loaded. */
    private int weightsVersion;

    /** A run whose words nobody hears. */
    RunExecution(
            RunRequest request,
            RunControl control,
            long slice,
            StreamCapture.Listener stdout,
            StreamCapture.Listener stderr) {
        this(request, control, slice, stdout, stderr, words -> {});
    }

    /**
     * A run.
     *
     * @param slice fuel from one look at the control to the next
     * @param notices takes sentences for the person who asked for the run
     */
    RunExecution(
            RunRequest request,
            RunControl control,
            long slice,
            StreamCapture.Listener stdout,
            StreamCapture.Listener stderr,
            Consumer<String> notices) {
        this.request = request;
        this.control = control;
        this.maker = new RunParts.Maker(request, control, slice, stdout, stderr);
        this.notices = notices;
    }

    /**
     * Runs it.
     *
     * @param modules what this process has loaded before
     * @param heapBytes heap of this process
     */
    RunOutcome execute(LoadedModules modules, long heapBytes) throws IOException, ModuleRefusedException {
        return execute(() -> modules.load(request.module(), request.engine(), request.weightsVersion()), heapBytes);
    }

    /** Runs a module that is ready, in the place of the request's own. */
    RunOutcome execute(LoadedModules.Loaded module, long heapBytes) throws IOException, ModuleRefusedException {
        return execute(() -> module, heapBytes);
    }

    /** Where the module comes from. */
    @FunctionalInterface
    private interface Loading {
        LoadedModules.Loaded load() throws IOException, ModuleRefusedException;
    }

    private RunOutcome execute(Loading loading, long heapBytes) throws IOException, ModuleRefusedException {
        try {
            return executeToItsEnd(loading, heapBytes);
        } catch (IOException | RuntimeException e) {
            // A thread that is interrupted in the middle of anything fails in its own words.
            Optional<Outcome> end = control.forcedEnd();
            if (end.isEmpty()) {
                throw e;
            }
            return failed(end.get(), "");
        }
    }

    private RunOutcome executeToItsEnd(Loading loading, long heapBytes) throws IOException, ModuleRefusedException {
        LoadedModules.Loaded module = loading.load();
        ModuleRunner runner = module.runner();
        String digest = module.digest();
        weightsVersion = module.weightsVersion();
        try {
            HeapNeed.require(runner.memoryCapBytes(request.limits().memoryBytes()), request.limits(), heapBytes);
            Snapshots place = request.snapshots();
            if (place == null) {
                RunParts parts = maker.make();
                return ended(runner.run(parts.process(), parts.meter(), request.limits()), parts, digest);
            }
            try (SnapshotStore store = store(runner, place, digest)) {
                return runSaved(runner, store, place.everyMillis(), digest);
            }
        } catch (HostFailedException e) {
            return failed(end(e), digest);
        }
    }

    /** A thread that is interrupted at its limit of time while it reads or writes a file fails in the file's words. */
    private Outcome end(HostFailedException fault) {
        return control.forcedEnd().orElseGet(() -> new Outcome.HostFailed(String.valueOf(fault.getMessage())));
    }

    /** The place for snapshots, or null, with words for the reason, when the run must do without. */
    private @Nullable SnapshotStore store(ModuleRunner runner, Snapshots place, String digest) {
        if (!runner.stepped()) {
            notices.accept("the application has no step API, so it runs in one piece and no snapshot is taken");
            return null;
        }
        try {
            return SnapshotStore.open(place.directory(), digest, request);
        } catch (IOException e) {
            notices.accept("the run goes without snapshots: " + words(e));
            return null;
        }
    }

    private RunOutcome runSaved(ModuleRunner runner, @Nullable SnapshotStore store, long everyMillis, String digest)
            throws IOException {
        RunParts parts = maker.make();
        try {
            Steps steps = steps(store, false, everyMillis, parts);
            return ended(runner.run(parts.process(), parts.meter(), request.limits(), steps), parts, digest);
        } catch (IOException e) {
            notices.accept("the snapshots cannot be gone on from (" + words(e) + "): the run begins anew");
        }
        RunParts anew = maker.make();
        Steps steps = steps(store, true, everyMillis, anew);
        return ended(runner.run(anew.process(), anew.meter(), request.limits(), steps), anew, digest);
    }

    private Steps steps(@Nullable SnapshotStore store, boolean fresh, long everyMillis, RunParts parts)
            throws IOException {
        return store == null
                ? Steps.NONE
                : Checkpoints.of(store, fresh, parts.process(), parts.meter(), control, everyMillis, notices);
    }

    private RunOutcome ended(ModuleRunner.Result result, RunParts parts, String digest) {
        Outcome outcome = result.outcome();
        List<OutputFile> outputs = List.of();
        if (!outcome.deterministic()) {
            outcome = control.forcedEnd().orElse(outcome);
        } else {
            try {
                outputs = OutputDirectory.write(
                        request.outputDirectory(), parts.files().outputs());
            } catch (HostFailedException e) {
                outcome = end(e);
            }
        }
        CapturedStream stdout = parts.stdout().captured();
        CapturedStream stderr = parts.stderr().captured();
        long fuel = parts.meter().reported();
        return new RunOutcome(
                outcome,
                fuel,
                stdout,
                stderr,
                outputs,
                outcome.deterministic() ? OutcomeDigest.of(outcome, fuel, stdout, stderr, outputs) : "",
                digest,
                weightsVersion,
                result.memoryPeakBytes(),
                control.wallMillis(),
                outcome instanceof Outcome.Cancelled ? Backtrace.NONE : result.backtrace());
    }

    /** What is left of a run that could not begin, or was ended by force. */
    private RunOutcome failed(Outcome outcome, String digest) {
        return new RunOutcome(
                outcome,
                control.fuel(),
                CapturedStream.EMPTY,
                CapturedStream.EMPTY,
                List.of(),
                "",
                digest,
                weightsVersion,
                0,
                control.wallMillis());
    }

    private static String words(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
