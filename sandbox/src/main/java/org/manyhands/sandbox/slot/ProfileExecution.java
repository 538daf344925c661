package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.manyhands.sandbox.FunctionFuel;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunProfile;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.engine.GuestState;
import org.manyhands.sandbox.engine.ModuleRunner;
import org.manyhands.sandbox.rewrite.Instrumenter;
import org.manyhands.sandbox.rewrite.ProfileChecker;
import org.manyhands.sandbox.rewrite.ProfiledModule;

/** One run with counters, inside a slot process, on a thread with a large stack. */
final class ProfileExecution {
    private static final ModuleReport.Violation INSTRUMENTED = new ModuleReport.Violation(
            "meter",
            "the module is instrumented already, and counters are added to a source module",
            "Give the module as the compiler wrote it");

    private final RunRequest request;
    private final RunExecution execution;

    ProfileExecution(RunRequest request, RunExecution execution) {
        this.request = request;
        this.execution = execution;
    }

    /**
     * Runs it.
     *
     * @param codeDirectory where compiled code is kept
     * @param heapBytes heap of this process
     */
    RunProfile execute(Path codeDirectory, long heapBytes) throws IOException, ModuleRefusedException {
        byte[] source = ModuleFile.read(request.module());
        ModuleReport report = ProfileChecker.check(source);
        if (!report.accepted() || report.instrumented()) {
            throw new ModuleRefusedException(report.accepted() ? List.of(INSTRUMENTED) : report.violations());
        }
        ProfiledModule profiled = ProfiledModule.of(source);
        ModuleRunner runner = new ModuleRunner(profiled.bytes(), request.engine(), codeDirectory);
        GuestState[] guest = new GuestState[1];
        runner.whenBegun(state -> guest[0] = state);
        RunOutcome outcome = execution.execute(
                new LoadedModules.Loaded(
                        OutcomeDigest.sha256(profiled.product()),
                        Instrumenter.weightsVersion(profiled.product()),
                        runner,
                        false),
                heapBytes);
        List<FunctionFuel> functions = guest[0] == null ? List.of() : profiled.read(guest[0]::global, outcome.fuel());
        return new RunProfile(outcome, functions);
    }
}
