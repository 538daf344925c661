package org.manyhands.db.batch;

import java.util.List;
import java.util.Set;
import org.manyhands.db.batch.BatchEvent.Cancelled;
import org.manyhands.db.batch.BatchEvent.Completed;
import org.manyhands.db.batch.BatchEvent.Funded;
import org.manyhands.db.batch.BatchEvent.Paused;
import org.manyhands.db.batch.BatchEvent.Quoted;
import org.manyhands.db.batch.BatchEvent.Resumed;
import org.manyhands.db.batch.BatchEvent.Settled;
import org.manyhands.db.batch.BatchEvent.Started;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Transition;

/** The life of a batch, as a pure function. */
public final class BatchLifecycle {
    private static final Set<BatchState> STOPPABLE =
            Set.of(BatchState.DRAFT, BatchState.QUOTED, BatchState.FUNDED, BatchState.RUNNING, BatchState.PAUSED);

    private BatchLifecycle() {}

    /**
     * What an event does to a batch in a state.
     *
     * @throws IllegalTransitionException (id 0) when the state forbids the event
     */
    public static Transition<BatchState, BatchEffect> transition(BatchState state, BatchEvent event, long nowMillis) {
        if (event instanceof Quoted quoted && state == BatchState.DRAFT) {
            return to(BatchState.QUOTED, new BatchEffect.KeepQuote(quoted.quote(), quoted.limits()));
        }
        if (event instanceof Funded && state == BatchState.QUOTED) {
            return to(BatchState.FUNDED, new BatchEffect.NoteFunded(nowMillis));
        }
        if (event instanceof Started && state == BatchState.FUNDED) {
            return to(BatchState.RUNNING);
        }
        if (event instanceof Paused paused && state == BatchState.RUNNING) {
            return to(BatchState.PAUSED, new BatchEffect.ShowReason(paused.reason()));
        }
        if (event instanceof Resumed && state == BatchState.PAUSED) {
            return to(BatchState.RUNNING, new BatchEffect.ShowReason(""));
        }
        if (event instanceof Completed completed && state == BatchState.RUNNING) {
            return to(
                    BatchState.COMPLETE,
                    new BatchEffect.ShowHeadline(completed.headline()),
                    new BatchEffect.NoteEnd(nowMillis));
        }
        if (event instanceof Cancelled cancelled && STOPPABLE.contains(state)) {
            return to(
                    BatchState.CANCELLED,
                    new BatchEffect.ShowReason(cancelled.reason()),
                    new BatchEffect.NoteEnd(nowMillis));
        }
        if (event instanceof Settled && (state == BatchState.COMPLETE || state == BatchState.CANCELLED)) {
            return to(BatchState.SETTLED);
        }
        throw new IllegalTransitionException("batch", 0, state, event.getClass().getSimpleName());
    }

    private static Transition<BatchState, BatchEffect> to(BatchState state, BatchEffect... effects) {
        return new Transition<>(state, List.of(effects));
    }
}
