package org.manyhands.db.workunit;

import java.util.List;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Transition;
import org.manyhands.db.workunit.WorkUnitEvent.Archived;
import org.manyhands.db.workunit.WorkUnitEvent.Assimilated;
import org.manyhands.db.workunit.WorkUnitEvent.Cancelled;
import org.manyhands.db.workunit.WorkUnitEvent.Credited;
import org.manyhands.db.workunit.WorkUnitEvent.Failed;
import org.manyhands.db.workunit.WorkUnitEvent.Reopened;
import org.manyhands.db.workunit.WorkUnitEvent.Retried;
import org.manyhands.db.workunit.WorkUnitEvent.Validated;

/**
 * The life of a work unit, as a pure function. Who decides it is the validator alone, also who opens it again; but for what a person
 * retries or cancels.
 */
public final class WorkUnitLifecycle {
    private WorkUnitLifecycle() {}

    /**
     * What an event does to a work unit in a state.
     *
     * @throws IllegalTransitionException (without ids) when the state forbids the event
     */
    public static Transition<WorkUnitState, WorkUnitEffect> transition(
            WorkUnitState state, WorkUnitEvent event, long nowMillis) {
        return switch (state) {
            case OPEN -> open(event, nowMillis);
            case VALIDATED -> event instanceof Assimilated ? to(WorkUnitState.ASSIMILATED) : decided(state, event);
            case ASSIMILATED -> event instanceof Archived ? to(WorkUnitState.ARCHIVED) : decided(state, event);
            case FAILED -> failed(event);
            case CANCELLED -> cancelled(event);
            case ARCHIVED -> throw forbidden(state, event);
        };
    }

    private static Transition<WorkUnitState, WorkUnitEffect> open(WorkUnitEvent event, long nowMillis) {
        if (event instanceof Validated validated) {
            return to(
                    WorkUnitState.VALIDATED,
                    new WorkUnitEffect.Show(validated.canonical()),
                    new WorkUnitEffect.ShowReason(""),
                    new WorkUnitEffect.Spend(validated.spent()),
                    new WorkUnitEffect.NoteDecided(nowMillis));
        }
        if (event instanceof Failed failed) {
            return to(
                    WorkUnitState.FAILED,
                    new WorkUnitEffect.Show(failed.shown()),
                    new WorkUnitEffect.ShowReason(failed.reason()),
                    new WorkUnitEffect.Spend(failed.spent()),
                    new WorkUnitEffect.NoteDecided(nowMillis));
        }
        if (event instanceof Cancelled) {
            return to(WorkUnitState.CANCELLED, new WorkUnitEffect.NoteDecided(nowMillis));
        }
        throw forbidden(WorkUnitState.OPEN, event);
    }

    /** What can happen to a work unit that copies decided, whichever way. */
    private static Transition<WorkUnitState, WorkUnitEffect> decided(WorkUnitState state, WorkUnitEvent event) {
        if (event instanceof Credited credited) {
            return to(state, new WorkUnitEffect.Spend(credited.spent()));
        }
        if (event instanceof Reopened reopened) {
            return to(
                    WorkUnitState.OPEN,
                    new WorkUnitEffect.BeginRevision(reopened.firstCopy(), reopened.setAside()),
                    new WorkUnitEffect.Show(null),
                    new WorkUnitEffect.ShowReason(reopened.reason()),
                    new WorkUnitEffect.NoteDecided(0));
        }
        throw forbidden(state, event);
    }

    private static Transition<WorkUnitState, WorkUnitEffect> failed(WorkUnitEvent event) {
        if (event instanceof Retried retried) {
            return to(
                    WorkUnitState.OPEN,
                    new WorkUnitEffect.BeginRevision(retried.firstCopy(), retried.setAside()),
                    new WorkUnitEffect.Show(null),
                    new WorkUnitEffect.ShowReason(""),
                    new WorkUnitEffect.NoteDecided(0));
        }
        return event instanceof Archived ? to(WorkUnitState.ARCHIVED) : decided(WorkUnitState.FAILED, event);
    }

    private static Transition<WorkUnitState, WorkUnitEffect> cancelled(WorkUnitEvent event) {
        if (event instanceof Archived) {
            return to(WorkUnitState.ARCHIVED);
        }
        throw forbidden(WorkUnitState.CANCELLED, event);
    }

    private static IllegalTransitionException forbidden(WorkUnitState state, WorkUnitEvent event) {
        return new IllegalTransitionException(
                "work unit", state, event.getClass().getSimpleName());
    }

    private static Transition<WorkUnitState, WorkUnitEffect> to(WorkUnitState state, WorkUnitEffect... effects) {
        return new Transition<>(state, List.of(effects));
    }
}
