package org.manyhands.db.batch;

import java.util.List;
import java.util.Set;
import org.manyhands.db.batch.BatchEvent.Archived;
import org.manyhands.db.batch.BatchEvent.Cancelled;
import org.manyhands.db.batch.BatchEvent.Completed;
import org.manyhands.db.batch.BatchEvent.Funded;
import org.manyhands.db.batch.BatchEvent.Paused;
import org.manyhands.db.batch.BatchEvent.Quoted;
import org.manyhands.db.batch.BatchEvent.Reopened;
import org.manyhands.db.batch.BatchEvent.Resumed;
import org.manyhands.db.batch.BatchEvent.Retried;
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
     * @throws IllegalTransitionException (without ids) when the state forbids the event
     */
    public static Transition<BatchState, BatchEffect> transition(BatchState state, BatchEvent event, long nowMillis) {
        if (event instanceof Cancelled cancelled && STOPPABLE.contains(state)) {
            return to(
                    BatchState.CANCELLED,
                    new BatchEffect.ShowReason(cancelled.reason()),
                    new BatchEffect.NoteEnd(nowMillis));
        }
        return switch (state) {
            case DRAFT -> draft(event);
            case QUOTED -> quoted(event, nowMillis);
            case FUNDED -> funded(event);
            case RUNNING -> running(event, nowMillis);
            case PAUSED -> paused(event);
            case COMPLETE -> complete(event);
            case CANCELLED -> cancelled(event);
            case SETTLED -> settled(event);
            case ARCHIVED -> throw forbidden(state, event);
        };
    }

    private static Transition<BatchState, BatchEffect> draft(BatchEvent event) {
        if (event instanceof Quoted quoted) {
            return to(BatchState.QUOTED, new BatchEffect.KeepQuote(quoted.quote(), quoted.limits()));
        }
        throw forbidden(BatchState.DRAFT, event);
    }

    private static Transition<BatchState, BatchEffect> quoted(BatchEvent event, long nowMillis) {
        if (event instanceof Funded) {
            return to(BatchState.FUNDED, new BatchEffect.NoteFunded(nowMillis));
        }
        throw forbidden(BatchState.QUOTED, event);
    }

    private static Transition<BatchState, BatchEffect> funded(BatchEvent event) {
        if (event instanceof Started) {
            return to(BatchState.RUNNING);
        }
        throw forbidden(BatchState.FUNDED, event);
    }

    private static Transition<BatchState, BatchEffect> running(BatchEvent event, long nowMillis) {
        if (event instanceof Paused paused) {
            return to(BatchState.PAUSED, new BatchEffect.ShowReason(paused.reason()));
        }
        if (event instanceof Completed completed) {
            return to(
                    BatchState.COMPLETE,
                    new BatchEffect.ShowHeadline(completed.headline()),
                    new BatchEffect.ShowReason(""),
                    new BatchEffect.NoteEnd(nowMillis));
        }
        if (event instanceof Reopened) {
            // Nothing changes but the version: who was about to complete it looks again.
            return to(BatchState.RUNNING);
        }
        if (event instanceof Retried retried) {
            return to(BatchState.RUNNING, new BatchEffect.KeepLimits(retried.limits()));
        }
        throw forbidden(BatchState.RUNNING, event);
    }

    private static Transition<BatchState, BatchEffect> paused(BatchEvent event) {
        if (event instanceof Resumed) {
            return to(BatchState.RUNNING, new BatchEffect.ShowReason(""));
        }
        if (event instanceof Reopened) {
            return to(BatchState.PAUSED);
        }
        if (event instanceof Retried retried) {
            return to(BatchState.RUNNING, new BatchEffect.KeepLimits(retried.limits()), new BatchEffect.ShowReason(""));
        }
        throw forbidden(BatchState.PAUSED, event);
    }

    private static Transition<BatchState, BatchEffect> complete(BatchEvent event) {
        if (event instanceof Settled) {
            return to(BatchState.SETTLED);
        }
        if (event instanceof Reopened reopened) {
            return to(BatchState.RUNNING, new BatchEffect.ShowReason(reopened.reason()), new BatchEffect.ForgetEnd());
        }
        if (event instanceof Retried retried) {
            return to(BatchState.RUNNING, new BatchEffect.KeepLimits(retried.limits()), new BatchEffect.ForgetEnd());
        }
        throw forbidden(BatchState.COMPLETE, event);
    }

    private static Transition<BatchState, BatchEffect> cancelled(BatchEvent event) {
        if (event instanceof Settled) {
            return to(BatchState.SETTLED);
        }
        throw forbidden(BatchState.CANCELLED, event);
    }

    private static Transition<BatchState, BatchEffect> settled(BatchEvent event) {
        if (event instanceof Archived) {
            return to(BatchState.ARCHIVED, new BatchEffect.ShowReason("its work units and results are in the archive"));
        }
        throw forbidden(BatchState.SETTLED, event);
    }

    private static IllegalTransitionException forbidden(BatchState state, BatchEvent event) {
        return new IllegalTransitionException("batch", state, event.getClass().getSimpleName());
    }

    private static Transition<BatchState, BatchEffect> to(BatchState state, BatchEffect... effects) {
        return new Transition<>(state, List.of(effects));
    }
}
