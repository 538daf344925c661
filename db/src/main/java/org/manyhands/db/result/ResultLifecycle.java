package org.manyhands.db.result;

import java.util.List;
import org.manyhands.db.result.ResultEvent.Cancelled;
import org.manyhands.db.result.ResultEvent.Dispatched;
import org.manyhands.db.result.ResultEvent.Errored;
import org.manyhands.db.result.ResultEvent.Expired;
import org.manyhands.db.result.ResultEvent.Forgiven;
import org.manyhands.db.result.ResultEvent.Heartbeat;
import org.manyhands.db.result.ResultEvent.JudgedInvalid;
import org.manyhands.db.result.ResultEvent.JudgedValid;
import org.manyhands.db.result.ResultEvent.NotNeeded;
import org.manyhands.db.result.ResultEvent.Overturned;
import org.manyhands.db.result.ResultEvent.Returned;
import org.manyhands.db.result.ResultEvent.Superseded;
import org.manyhands.db.result.ResultEvent.WantedAgain;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Transition;

/** The life of a result, as a pure function. */
public final class ResultLifecycle {
    private ResultLifecycle() {}

    /**
     * What an event does to a result in a state.
     *
     * @throws IllegalTransitionException (without ids) when the state forbids the event
     */
    public static Transition<ResultState, ResultEffect> transition(
            ResultState state, ResultEvent event, long nowMillis) {
        return switch (state) {
            case UNSENT -> unsent(event, nowMillis);
            case IN_PROGRESS -> inProgress(event, nowMillis);
            case RETURNED -> returned(event);
            case ERRORED -> errored(event);
            case TIMED_OUT -> timedOut(event, nowMillis);
            case VALID -> valid(event);
            case INVALID, CANCELLED, NOT_NEEDED -> throw forbidden(state, event);
        };
    }

    private static Transition<ResultState, ResultEffect> unsent(ResultEvent event, long nowMillis) {
        if (event instanceof Dispatched sent) {
            return to(
                    ResultState.IN_PROGRESS,
                    new ResultEffect.Claim(
                            sent.host(), sent.account(), sent.origin().network(), nowMillis, sent.deadlineMillis()));
        }
        return withdrawn(ResultState.UNSENT, event);
    }

    private static Transition<ResultState, ResultEffect> inProgress(ResultEvent event, long nowMillis) {
        if (event instanceof Heartbeat heartbeat) {
            return to(ResultState.IN_PROGRESS, new ResultEffect.NoteProgress(heartbeat.fuel()));
        }
        if (event instanceof Returned returned) {
            return to(
                    ResultState.RETURNED,
                    new ResultEffect.KeepReport(returned.outcome(), returned.fuel(), returned.digest()),
                    new ResultEffect.NoteReturned(nowMillis));
        }
        if (event instanceof Errored errored) {
            return to(
                    ResultState.ERRORED,
                    new ResultEffect.ShowReason(errored.reason()),
                    new ResultEffect.NoteReturned(nowMillis));
        }
        if (event instanceof Expired) {
            return to(ResultState.TIMED_OUT, new ResultEffect.GiveUpClaim());
        }
        if (event instanceof Superseded) {
            return to(ResultState.IN_PROGRESS, new ResultEffect.NoteSuperseded(true));
        }
        if (event instanceof WantedAgain) {
            return to(ResultState.IN_PROGRESS, new ResultEffect.NoteSuperseded(false));
        }
        return withdrawn(ResultState.IN_PROGRESS, event);
    }

    private static Transition<ResultState, ResultEffect> errored(ResultEvent event) {
        if (event instanceof Forgiven) {
            return to(ResultState.ERRORED, new ResultEffect.GiveUpClaim());
        }
        throw forbidden(ResultState.ERRORED, event);
    }

    /** A late return is as good as another one; its account's claim stays given up. */
    private static Transition<ResultState, ResultEffect> timedOut(ResultEvent event, long nowMillis) {
        if (event instanceof Returned returned) {
            return to(
                    ResultState.RETURNED,
                    new ResultEffect.KeepReport(returned.outcome(), returned.fuel(), returned.digest()),
                    new ResultEffect.NoteReturned(nowMillis),
                    new ResultEffect.AwaitJudgement());
        }
        throw forbidden(ResultState.TIMED_OUT, event);
    }

    private static Transition<ResultState, ResultEffect> valid(ResultEvent event) {
        if (event instanceof Overturned overturned) {
            return to(ResultState.INVALID, new ResultEffect.ShowReason(overturned.reason()));
        }
        throw forbidden(ResultState.VALID, event);
    }

    private static Transition<ResultState, ResultEffect> returned(ResultEvent event) {
        if (event instanceof JudgedValid) {
            return to(ResultState.VALID, new ResultEffect.NoteJudged());
        }
        if (event instanceof JudgedInvalid invalid) {
            return to(
                    ResultState.INVALID, new ResultEffect.ShowReason(invalid.reason()), new ResultEffect.NoteJudged());
        }
        if (event instanceof NotNeeded) {
            return to(ResultState.NOT_NEEDED, new ResultEffect.NoteJudged());
        }
        throw forbidden(ResultState.RETURNED, event);
    }

    private static Transition<ResultState, ResultEffect> withdrawn(ResultState state, ResultEvent event) {
        if (event instanceof NotNeeded) {
            return to(ResultState.NOT_NEEDED, new ResultEffect.NoteJudged());
        }
        if (event instanceof Cancelled) {
            return to(ResultState.CANCELLED, new ResultEffect.NoteJudged());
        }
        throw forbidden(state, event);
    }

    private static IllegalTransitionException forbidden(ResultState state, ResultEvent event) {
        return new IllegalTransitionException("result", state, event.getClass().getSimpleName());
    }

    private static Transition<ResultState, ResultEffect> to(ResultState state, ResultEffect... effects) {
        return new Transition<>(state, List.of(effects));
    }
}
