package org.manyhands.server.research;

import java.util.Objects;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.transaction.Tx;

/** Funds, pauses, resumes and cancels a batch. A repeat leaves it as the first call made it. */
public final class SteerBatch {
    private final Database database;

    public SteerBatch(Database database) {
        this.database = database;
    }

    /** Puts the maximum cost into escrow: researcher to batch. */
    Batch fund(Tx tx, Batch batch) {
        if (batch.fundedMillis() > 0) {
            return batch;
        }
        Batch funded = database.batches().apply(tx, batch, new BatchEvent.Funded());
        database.ledger()
                .post(
                        tx,
                        LedgerAccount.researcher(batch.owner()),
                        LedgerAccount.escrow(batch.id()),
                        Objects.requireNonNull(batch.quote()).maximumMicrocredits(),
                        "funds of a batch",
                        "fund:" + batch.id(),
                        batch.id());
        return funded;
    }

    Batch pause(Tx tx, Batch batch, Account by) {
        return batch.state() == BatchState.PAUSED
                ? batch
                : database.batches().apply(tx, batch, new BatchEvent.Paused("paused by " + by.name()));
    }

    Batch resume(Tx tx, Batch batch) {
        return batch.state() == BatchState.RUNNING
                ? batch
                : database.batches().apply(tx, batch, new BatchEvent.Resumed());
    }

    /** Also cancels its open work units and their unfinished results; agents hear of it at their next call. */
    Batch cancel(Tx tx, Batch batch, Account by) {
        if (batch.state() == BatchState.CANCELLED) {
            return batch;
        }
        Batch cancelled = database.batches().apply(tx, batch, new BatchEvent.Cancelled("cancelled by " + by.name()));
        database.workUnits().cancelOpen(tx, batch.id());
        return cancelled;
    }
}
