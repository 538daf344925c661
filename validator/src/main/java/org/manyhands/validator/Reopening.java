package org.manyhands.validator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.ResultId;

/**
 * Opens a decided work unit again, in the transaction that it is given: results overturned with what is held for them, the
 * next revision begun with what may still be spent, copies on hosts wanted again, a complete batch back at work. What happens to the
 * open work unit then is decided like that of any other.
 */
final class Reopening {
    private static final Set<WorkUnitState> DECIDED =
            Set.of(WorkUnitState.VALIDATED, WorkUnitState.ASSIMILATED, WorkUnitState.FAILED);
    private static final Set<BatchState> POSSIBLE = Set.of(BatchState.RUNNING, BatchState.PAUSED, BatchState.COMPLETE);

    private final Database db;

    Reopening(Database db) {
        this.db = db;
    }

    /**
     * Whether it may be opened again: it is decided, its batch can go on, and none of these results was paid out.
     *
     * @param overturned what is not to count any more
     */
    boolean possible(Tx tx, Batch batch, WorkUnit unit, Collection<Result> overturned) {
        return POSSIBLE.contains(batch.state())
                && DECIDED.contains(unit.state())
                && db
                        .ledger()
                        .views()
                        .paid(tx, overturned.stream().map(Result::id).toList())
                        .values()
                        .stream()
                        .allMatch(paid -> paid.releasedMicrocredits() == 0);
    }

    /**
     * Opens it.
     *
     * @param copies all copies of the work unit
     * @param overturned those that are VALID and do not count any more, with the reason; may be empty
     * @return the work unit, OPEN
     */
    WorkUnit reopen(
            Tx tx, Batch batch, WorkUnit unit, List<Result> copies, Map<ResultId, String> overturned, String reason) {
        db.batches().apply(tx, batch, new BatchEvent.Reopened("work unit " + unit.id() + " is open again: " + reason));
        long free = free(tx, batch);
        long voided = 0;
        for (Result copy : copies) {
            String why = overturned.get(copy.id());
            if (why != null && copy.state() == ResultState.VALID) {
                voided += db.ledger().voidResult(tx, copy.id(), why).orElse(0);
                apply(tx, copy, new ResultEvent.Overturned(why));
            } else if (copy.state() == ResultState.IN_PROGRESS && copy.superseded()) {
                apply(tx, copy, new ResultEvent.WantedAgain());
            }
        }
        int next = copies.stream().mapToInt(Result::copy).max().orElse(-1) + 1;
        long setAside = Math.min(unit.setAside(), Math.max(0, free)) + voided;
        return db.workUnits().apply(tx, unit, new WorkUnitEvent.Reopened(reason, next, setAside));
    }

    /** What the escrow has and keeps for no open work unit. A complete batch has given back what it did not need. */
    private long free(Tx tx, Batch batch) {
        return db.ledger().balance(tx, LedgerAccount.escrow(batch.id())).available()
                - db.workUnits().setAside(tx, batch.id());
    }

    private void apply(Tx tx, Result copy, ResultEvent event) {
        if (db.results().apply(tx, copy, event).isEmpty()) {
            throw new ConflictException("result " + copy.id() + " changed while its work unit was opened again");
        }
    }
}
