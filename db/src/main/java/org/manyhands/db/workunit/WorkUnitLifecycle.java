package org.manyhands.db.workunit;

import java.util.List;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Transition;
import org.manyhands.db.workunit.WorkUnitEvent.Assimilated;
import org.manyhands.db.workunit.WorkUnitEvent.Cancelled;
import org.manyhands.db.workunit.WorkUnitEvent.Failed;
import org.manyhands.db.workunit.WorkUnitEvent.Validated;

/** The life of a work unit, as a pure function. */
public final class WorkUnitLifecycle {
    private WorkUnitLifecycle() {}

    /**
     * What an event does to a work unit in a state.
     *
     * @throws IllegalTransitionException (id 0) when the state forbids the event
     */
    public static Transition<WorkUnitState, WorkUnitEffect> transition(
            WorkUnitState state, WorkUnitEvent event, long nowMillis) {
        if (event instanceof Validated validated && state == WorkUnitState.OPEN) {
            return to(
                    WorkUnitState.VALIDATED,
                    new WorkUnitEffect.Show(validated.canonical()),
                    new WorkUnitEffect.NoteDecided(nowMillis));
        }
        if (event instanceof Failed failed && state == WorkUnitState.OPEN) {
            return to(
                    WorkUnitState.FAILED,
                    new WorkUnitEffect.Show(failed.shown()),
                    new WorkUnitEffect.ShowReason(failed.reason()),
                    new WorkUnitEffect.NoteDecided(nowMillis));
        }
        if (event instanceof Assimilated && state == WorkUnitState.VALIDATED) {
            return to(WorkUnitState.ASSIMILATED);
        }
        if (event instanceof Cancelled && state == WorkUnitState.OPEN) {
            return to(WorkUnitState.CANCELLED, new WorkUnitEffect.NoteDecided(nowMillis));
        }
        throw new IllegalTransitionException(
                "work unit", 0, state, event.getClass().getSimpleName());
    }

    private static Transition<WorkUnitState, WorkUnitEffect> to(WorkUnitState state, WorkUnitEffect... effects) {
        return new Transition<>(state, List.of(effects));
    }
}
