package org.manyhands.sandbox.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.SlotException;

/**
 * What is told of a run: one object on standard output, or the program's own output; a line while it runs and a summary
 * on standard error.
 *
 * @param json true for the object
 * @param fuelLimit most fuel, 0 when the run is not metered
 */
record RunReport(boolean json, long fuelLimit) {
    /** A run that is waited for. */
    @FunctionalInterface
    interface Run {
        RunOutcome run(RunObserver observer) throws SlotException, ModuleRefusedException;
    }

    /** What is to be done once an outcome has been told. */
    @FunctionalInterface
    interface Told {
        void of(RunOutcome outcome);
    }

    /**
     * Hears of the run while it goes on.
     *
     * @param unheard called when nobody reads the program's output any more
     */
    RunObserver observer(Runnable unheard) {
        RunObserver output = new PassThrough(!json, unheard);
        return fuelLimit > 0 && ProgressLine.wanted()
                ? new ProgressLine(output, fuelLimit, System.err, System::nanoTime)
                : output;
    }

    /** Tells how a run ended; the exit code. */
    int ended(RunOutcome outcome) throws IOException {
        boolean metered = fuelLimit > 0;
        if (json) {
            JsonObject.print(metered ? OutcomeText.json(outcome) : OutcomeText.rawJson(outcome));
        }
        OutcomeText.backtrace(outcome).forEach(System.err::println);
        System.err.println(metered ? OutcomeText.summary(outcome) : OutcomeText.rawSummary(outcome));
        return ExitCodes.of(outcome.outcome());
    }

    /** Tells which rules a module breaks. */
    int refused(Path module, ModuleRefusedException e) throws IOException {
        if (json) {
            JsonObject.print(OutcomeText.refusedJson(e.violations().get(0)));
        }
        System.err.println("refused: " + module + " breaks a rule of the deterministic profile");
        for (ModuleReport.Violation violation : e.violations()) {
            System.err.println("  " + violation);
        }
        return ExitCodes.REFUSED;
    }

    /** Tells why this machine could not run anything. */
    int failed(SlotException e) throws IOException {
        if (json) {
            JsonObject.print(OutcomeText.failedJson(String.valueOf(e.getMessage())));
        }
        System.err.println("host failed: " + e.getMessage());
        return ExitCodes.MISUSE;
    }
}
