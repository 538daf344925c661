package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.engine.ModuleRunner;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.OutputQuota;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.HostFailedException;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.rewrite.Instrumenter;
import org.manyhands.sandbox.wasi.DerivedClock;
import org.manyhands.sandbox.wasi.StreamCapture;
import org.manyhands.sandbox.wasi.Streams;
import org.manyhands.sandbox.wasi.WasiProcess;

/** One run from its request to its outcome, inside a slot process, on a thread with a large stack. */
final class RunExecution {
    private final RunRequest request;
    private final RunControl control;
    private final FuelMeter meter;
    private final StreamCapture stdout;
    private final StreamCapture stderr;

    RunExecution(
            RunRequest request,
            RunControl control,
            long slice,
            StreamCapture.Listener stdout,
            StreamCapture.Listener stderr) {
        this.request = request;
        this.control = control;
        this.meter = new FuelMeter(request.limits().fuel(), slice, control);
        this.stdout = new StreamCapture(stdout);
        this.stderr = new StreamCapture(stderr);
    }

    /**
     * Runs it.
     *
     * @param modules what this process has loaded before
     * @param heapBytes heap of this process
     */
    RunOutcome execute(LoadedModules modules, long heapBytes) throws IOException, ModuleRefusedException {
        try {
            return executeToItsEnd(modules, heapBytes);
        } catch (IOException | RuntimeException e) {
            // A thread that is interrupted in the middle of anything fails in its own words.
            Optional<Outcome> end = control.forcedEnd();
            if (end.isEmpty()) {
                throw e;
            }
            return outcome(end.get(), List.of(), "", 0);
        }
    }

    private RunOutcome executeToItsEnd(LoadedModules modules, long heapBytes)
            throws IOException, ModuleRefusedException {
        LoadedModules.Loaded module = modules.load(request.module(), request.engine());
        ModuleRunner runner = module.runner();
        String digest = module.digest();
        FileTree files;
        try {
            HeapNeed.require(runner.memoryCapBytes(request.limits().memoryBytes()), request.limits(), heapBytes);
            OutputQuota quota = new OutputQuota(
                    request.limits().outputBytes(), request.limits().outputFiles());
            files = new FileTree(request.inputs(), quota, DerivedClock.EPOCH_NANOS);
        } catch (HostFailedException e) {
            return outcome(new Outcome.HostFailed(String.valueOf(e.getMessage())), List.of(), digest, 0);
        }
        WasiProcess process = new WasiProcess(
                meter,
                files,
                new Streams(request.stdin(), stdout, stderr),
                request.arguments(),
                request.environment(),
                request.seed());
        ModuleRunner.Result result = runner.run(process, meter, request.limits());
        if (!result.outcome().deterministic()) {
            Outcome end = control.forcedEnd().orElse(result.outcome());
            return outcome(end, List.of(), digest, result.memoryPeakBytes());
        }
        try {
            List<OutputFile> outputs = OutputDirectory.write(request.outputDirectory(), files.outputs());
            return outcome(result.outcome(), outputs, digest, result.memoryPeakBytes());
        } catch (HostFailedException e) {
            return outcome(
                    new Outcome.HostFailed(String.valueOf(e.getMessage())),
                    List.of(),
                    digest,
                    result.memoryPeakBytes());
        }
    }

    private RunOutcome outcome(Outcome outcome, List<OutputFile> outputs, String module, long memoryPeakBytes) {
        long fuel = meter.reported();
        String digest = outcome.deterministic()
                ? OutcomeDigest.of(outcome, fuel, stdout.captured(), stderr.captured(), outputs)
                : "";
        return new RunOutcome(
                outcome,
                fuel,
                stdout.captured(),
                stderr.captured(),
                outputs,
                digest,
                module,
                Instrumenter.WEIGHTS_VERSION,
                memoryPeakBytes,
                control.wallMillis());
    }
}
