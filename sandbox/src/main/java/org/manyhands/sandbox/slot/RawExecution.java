package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.manyhands.sandbox.Backtrace;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RawRequest;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.engine.ModuleRunner;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.OutputQuota;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.HostFailedException;
import org.manyhands.sandbox.meter.LimitReachedException;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.raw.MountedDirectories;
import org.manyhands.sandbox.rewrite.ProfileChecker;
import org.manyhands.sandbox.wasi.DerivedClock;
import org.manyhands.sandbox.wasi.StreamCapture;
import org.manyhands.sandbox.wasi.Streams;
import org.manyhands.sandbox.wasi.WasiProcess;

/** One run of a plain WASI command, inside a slot process, on a thread with a large stack. */
final class RawExecution {
    private static final ModuleReport.Violation INSTRUMENTED = new ModuleReport.Violation(
            "meter",
            "the module is instrumented already, and a plain run has no meter",
            "Run it without --raw, or give the module as the compiler wrote it");

    private final RawRequest raw;
    private final RunRequest request;
    private final RunControl control;
    private final StreamCapture stdout;
    private final StreamCapture stderr;

    RawExecution(RawRequest raw, RunControl control, StreamCapture.Listener stdout, StreamCapture.Listener stderr) {
        this.raw = raw;
        this.request = raw.run();
        this.control = control;
        this.stdout = new StreamCapture(stdout);
        this.stderr = new StreamCapture(stderr);
    }

    /**
     * Runs it.
     *
     * @param codeDirectory where compiled code is kept
     * @param heapBytes heap of this process
     */
    RunOutcome execute(Path codeDirectory, long heapBytes) throws IOException, ModuleRefusedException {
        byte[] module = ModuleFile.read(request.module());
        ModuleReport report = ProfileChecker.check(module);
        if (!report.accepted() || report.instrumented()) {
            throw new ModuleRefusedException(report.accepted() ? List.of(INSTRUMENTED) : report.violations());
        }
        ModuleRunner runner = new ModuleRunner(module, request.engine(), codeDirectory);
        Limits limits = request.limits();
        try {
            HeapNeed.require(runner.memoryCapBytes(limits.memoryBytes()), limits, heapBytes);
            FileTree files =
                    new FileTree(new OutputQuota(limits.outputBytes(), limits.outputFiles()), DerivedClock.EPOCH_NANOS);
            MountedDirectories directories = copy(files);
            ModuleRunner.Result result = run(runner, files);
            Outcome end = control.forcedEnd().orElseGet(() -> own(result.outcome()));
            boolean byItself = end instanceof Outcome.Finished || end instanceof Outcome.Trapped;
            List<OutputFile> written = byItself && raw.writeBack() ? directories.writeBack() : List.of();
            return outcome(
                    end,
                    written,
                    module,
                    result.memoryPeakBytes(),
                    end instanceof Outcome.Cancelled ? Backtrace.NONE : result.backtrace());
        } catch (HostFailedException e) {
            return outcome(
                    new Outcome.HostFailed(String.valueOf(e.getMessage())), List.of(), module, 0, Backtrace.NONE);
        }
    }

    private MountedDirectories copy(FileTree files) {
        try {
            return MountedDirectories.copy(raw.directories(), files);
        } catch (LimitReachedException e) {
            Limits limits = request.limits();
            throw new HostFailedException(
                    "the directories hold more than " + limits.outputBytes() + " bytes or " + limits.outputFiles()
                            + " files; raise --output, or give the program a smaller directory",
                    e);
        }
    }

    private ModuleRunner.Result run(ModuleRunner runner, FileTree files) {
        FuelMeter meter = FuelMeter.unmetered(control);
        WasiProcess process = WasiProcess.plain(
                meter,
                files,
                new Streams(request.stdin(), stdout, stderr),
                String.valueOf(request.module().getFileName()),
                request.arguments(),
                request.environment(),
                request.seed());
        return runner.run(process, meter, request.limits());
    }

    /** A plain module does not limit its own depth: where the engine's stack ends, so does the program. */
    private static Outcome own(Outcome outcome) {
        return outcome instanceof Outcome.HostFailed failed && failed.reason().equals(ModuleRunner.STACK_TOO_SMALL)
                ? new Outcome.Exceeded(Outcome.Limit.STACK)
                : outcome;
    }

    private RunOutcome outcome(
            Outcome outcome, List<OutputFile> written, byte[] module, long memoryPeakBytes, Backtrace backtrace) {
        return new RunOutcome(
                outcome,
                0,
                stdout.captured(),
                stderr.captured(),
                written,
                "",
                OutcomeDigest.sha256(module),
                0,
                memoryPeakBytes,
                control.wallMillis(),
                backtrace);
    }
}
