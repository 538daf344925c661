package org.manyhands.server.pass;

import java.util.List;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.PendingTransfer;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts pending transfers whose hold is over, less the fee; gives back what ended batches certainly do not use,
 * without waiting for holds; and settles those that owe nobody anything.
 */
public final class ReleasePass implements Pass {
    private static final Logger LOG = LoggerFactory.getLogger(ReleasePass.class);
    private static final int BLOCK = 200;

    private final Database database;
    private final int feeBasisPoints;

    public ReleasePass(Database database, int feeBasisPoints) {
        this.database = database;
        this.feeBasisPoints = feeBasisPoints;
    }

    @Override
    public String name() {
        return "release";
    }

    @Override
    public int run() {
        return release() + settle(BatchState.COMPLETE) + settle(BatchState.CANCELLED);
    }

    private int release() {
        int released = 0;
        for (int looked = BLOCK; looked == BLOCK; ) {
            List<PendingTransfer> due =
                    database.inTransaction(tx -> database.ledger().due(tx, BLOCK));
            looked = due.size();
            if (looked > 0) {
                released += database.inTransaction(tx -> (int) due.stream()
                        .filter(pending -> database.ledger().release(tx, pending, feeBasisPoints))
                        .count());
            }
        }
        return released;
    }

    private int settle(BatchState state) {
        List<Batch> ended = database.inTransaction(tx -> database.batches().inState(tx, state, BLOCK));
        int changed = 0;
        for (Batch batch : ended) {
            if (database.inTransaction(tx -> settle(tx, batch))) {
                changed++;
            }
        }
        return changed;
    }

    /** True when credit went back or the batch is settled. */
    private boolean settle(Tx tx, Batch listed) {
        Batch batch = database.batches().byId(tx, listed.id()).orElseThrow();
        boolean ended = batch.state() == BatchState.COMPLETE || batch.state() == BatchState.CANCELLED;
        if (!ended || database.workUnits().hasAny(tx, batch.id(), Set.of(WorkUnitState.OPEN))) {
            return false;
        }
        long pending = database.ledger().pendingOf(tx, batch.id());
        long out = database.results().piecesOut(tx, batch.id());
        if (pending > 0 || out > 0) {
            // No work unit is open. Whoever still computes may earn, and what is held may have to be computed once
            // more.
            long kept = batch.state() == BatchState.COMPLETE ? pending + out * mostOfOnePiece(batch) : 0;
            return giveBack(tx, batch, kept, "return-unused:" + batch.id() + ":" + batch.version());
        }
        // First, since of two servers that settle at once the second must notice before it looks for credit that is
        // gone.
        database.batches().apply(tx, batch, new BatchEvent.Settled());
        giveBack(tx, batch, 0, "return:" + batch.id());
        LOG.info("batch {} is settled", batch.id());
        return true;
    }

    private static long mostOfOnePiece(Batch batch) {
        return batch.limits() == null ? 0 : Price.of(batch.limits().fuel(), batch.microcreditsPerMillionFuel());
    }

    /** @param kept what stays in the escrow */
    private boolean giveBack(Tx tx, Batch batch, long kept, String key) {
        LedgerAccount escrow = LedgerAccount.escrow(batch.id());
        long left = database.ledger().balance(tx, escrow).available() - kept;
        if (left <= 0) {
            return false;
        }
        try {
            return database.ledger()
                    .post(
                            tx,
                            escrow,
                            LedgerAccount.researcher(batch.owner()),
                            left,
                            "what a batch did not use",
                            key,
                            batch.id());
        } catch (RefusedException e) {
            if (e.code() != ErrorCode.INSUFFICIENT_FUNDS) {
                throw e;
            }
            throw new ConflictException("another server gave back what batch " + batch.id() + " did not use", e);
        }
    }
}
