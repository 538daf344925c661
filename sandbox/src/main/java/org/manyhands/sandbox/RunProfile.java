package org.manyhands.sandbox;

import java.util.List;

/**
 * A run, and where its fuel went.
 *
 * @param run the same as without a profile, save for the time it took
 * @param functions those that were called, in the module's order; their fuel adds up to the run's. Empty when the run
 *     was lost with its process
 */
public record RunProfile(RunOutcome run, List<FunctionFuel> functions) {
    public RunProfile {
        functions = List.copyOf(functions);
    }
}
