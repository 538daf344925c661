package org.manyhands.agent.task;

import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;

/** Runs tasks in a slot process of the sandbox. */
public final class SlotTaskRunner implements TaskRunner {
    private final Slot slot;

    public SlotTaskRunner(Slot slot) {
        this.slot = slot;
    }

    @Override
    public RunOutcome run(Task task, RunRequest request, RunObserver observer)
            throws SlotException, ModuleRefusedException {
        return slot.run(request, observer);
    }

    @Override
    public void cancel() {
        slot.cancel();
    }

    @Override
    public void close() {
        slot.close();
    }
}
