package org.manyhands.server.research;

import java.util.Objects;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** Funds, pauses, resumes and cancels a batch. A repeat leaves it as the first call made it. */
public final class SteerBatch {
    private final Database database;

    public SteerBatch(Database database) {
        this.database = database;
    }

    /** Puts the maximum cost into escrow: researcher to batch. */
    Batch fund(Tx tx, Batch batch) {
        if (batch.fundedMillis() > 0 && !over(batch.state())) {
            return batch;
        }
        Batch funded = apply(tx, batch, new BatchEvent.Funded(), "funded");
        database.ledger()
                .post(
                        tx,
                        LedgerAccount.researcher(batch.owner()),
                        LedgerAccount.escrow(batch.id()),
                        Objects.requireNonNull(batch.quote()).maximumMicrocredits(),
                        "funds of a batch",
                        "fund:" + batch.id(),
                        batch.id());
        database.hints().give(tx, WorkKind.GENERATE);
        return funded;
    }

    Batch pause(Tx tx, Batch batch, Account by) {
        return batch.state() == BatchState.PAUSED
                ? batch
                : apply(tx, batch, new BatchEvent.Paused("paused by " + by.name()), "paused");
    }

    Batch resume(Tx tx, Batch batch) {
        return batch.state() == BatchState.RUNNING ? batch : apply(tx, batch, new BatchEvent.Resumed(), "resumed");
    }

    /** Also cancels its open work units and their unfinished results; agents hear of it at their next call. */
    Batch cancel(Tx tx, Batch batch, Account by) {
        if (batch.state() == BatchState.CANCELLED || (over(batch.state()) && !hasAnswer(tx, batch))) {
            return batch;
        }
        Batch cancelled = apply(tx, batch, new BatchEvent.Cancelled("cancelled by " + by.name()), "cancelled");
        database.workUnits().cancelOpen(tx, batch.id());
        database.dispatchBlocks().deleteOf(tx, batch.id());
        return cancelled;
    }

    /** Nothing can be done to it any more. */
    private static boolean over(BatchState state) {
        return state == BatchState.CANCELLED || state == BatchState.SETTLED || state == BatchState.ARCHIVED;
    }

    /** One that was cancelled has none, before and after it is settled. */
    private boolean hasAnswer(Tx tx, Batch batch) {
        return !database.answers().files(tx, batch.id()).isEmpty();
    }

    private Batch apply(Tx tx, Batch batch, BatchEvent event, String done) {
        try {
            return database.batches().apply(tx, batch, event);
        } catch (IllegalTransitionException e) {
            throw new RefusedException(
                    ErrorCode.WRONG_STATE,
                    "batch " + batch.id() + " is " + batch.state() + " and cannot be " + done + ": "
                            + possible(batch.state(), hasAnswer(tx, batch)));
        }
    }

    /** What may be done to a batch in a state. */
    private static String possible(BatchState state, boolean answer) {
        return switch (state) {
            case DRAFT -> "it has no quote yet; it may be cancelled";
            case QUOTED -> "it waits for its funds; it may be funded or cancelled";
            case FUNDED -> "it starts by itself in a moment; it may be cancelled";
            case RUNNING -> "it may be paused or cancelled";
            case PAUSED -> "it may be resumed or cancelled";
            case COMPLETE, SETTLED, ARCHIVED ->
                answer
                        ? "it has ended and its answer stays; submit it again to run it once more"
                        : "it has ended without an answer; submit it again to run it";
            case CANCELLED -> "it was stopped for good; submit it again to run it";
        };
    }
}
