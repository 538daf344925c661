package org.manyhands.server.research;

import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/** Who may see and steer a batch. */
final class BatchAccess {
    private final Database database;

    BatchAccess(Database database) {
        this.database = database;
    }

    /** A batch that the account may see: its own, a public one, or any for an administrator. */
    Batch seen(Tx tx, Account caller, BatchId id) {
        return database.batches()
                .byId(tx, id)
                .filter(batch -> sees(caller, batch))
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NOT_FOUND, "there is no batch " + id + " that '" + caller.name() + "' may see"));
    }

    /** A work unit of a batch that the account may see. */
    Seen seen(Tx tx, Account caller, WorkUnitId id) {
        WorkUnit unit = database.workUnits()
                .byId(tx, id)
                .orElseThrow(
                        () -> new RefusedException(
                                ErrorCode.NOT_FOUND,
                                "there is no work unit " + id
                                        + "; those of archived batches are in the project's archive, which administrators read with ./manyhands archive show"));
        return new Seen(seen(tx, caller, unit.batchId()), unit);
    }

    /** A batch that the account may steer: its own, or any for an administrator. */
    Batch steered(Tx tx, Account caller, BatchId id) {
        Batch batch = seen(tx, caller, id);
        if (!steers(caller, batch)) {
            throw new RefusedException(
                    ErrorCode.NOT_ALLOWED,
                    "batch " + id + " is not of '" + caller.name()
                            + "'; only its owner and administrators may do this");
        }
        return batch;
    }

    static boolean sees(Account caller, Batch batch) {
        return batch.visibleToAll() || steers(caller, batch);
    }

    private static boolean steers(Account caller, Batch batch) {
        return caller.administrator() || batch.owner().equals(caller.id());
    }

    /** A work unit with its batch. */
    record Seen(Batch batch, WorkUnit unit) {}
}
