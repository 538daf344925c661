package org.manyhands.agent.task;

import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.SlotException;

/** Runs tasks, one at a time, on one slot. Only {@link #cancel} may be called from another thread. */
public interface TaskRunner extends AutoCloseable {
    /**
     * Runs a task to its end.
     *
     * @param task what is run, for whoever wants to know
     * @param request all that the run depends on
     * @param observer hears how far it is
     */
    RunOutcome run(Task task, RunRequest request, RunObserver observer) throws SlotException, ModuleRefusedException;

    /** Stops the run that goes on, if one does. */
    void cancel();

    @Override
    void close();

    /** Makes one runner for each slot. */
    @FunctionalInterface
    interface Factory {
        /**
         * Opens a runner.
         *
         * @param slot number of the slot, from 1
         */
        TaskRunner open(int slot);
    }
}
