package org.manyhands.server.research;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.result.NewCopies;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitChange;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.Retry;

/**
 * Tries the failed work units of a batch again: new limits, what they may cost set aside, a new revision with its first copies, and the
 * batch at work, in one transaction. Those whose copies agree on a failure stay: they would fail again.
 */
public final class RetryFailed {
    /** Of one call; a batch pauses long before it has so many. */
    private static final int MOST_UNITS = 10_000;

    private static final Set<BatchState> POSSIBLE = Set.of(BatchState.RUNNING, BatchState.PAUSED, BatchState.COMPLETE);

    /** Before work units that nobody has seen, as other further copies. */
    private static final int PRIORITY = -1;

    private final Database database;

    public RetryFailed(Database database) {
        this.database = database;
    }

    Batch retry(Tx tx, Batch batch, Retry wanted) {
        if (!POSSIBLE.contains(batch.state())) {
            throw new RefusedException(
                    ErrorCode.WRONG_STATE,
                    "batch " + batch.id() + " is " + batch.state()
                            + ": only what runs, is paused or complete can be tried again");
        }
        CopyLimits limits = limits(batch, wanted.limits());
        Map<WorkUnit, Integer> failed = failed(tx, batch);
        long pieces = failed.keySet().stream().mapToLong(WorkUnit::pieces).sum();
        cover(tx, batch, batch.setAside(pieces), wanted.fund());
        Batch retried = database.batches().apply(tx, batch, new BatchEvent.Retried(BatchRules.kept(limits)));
        List<WorkUnitChange> changes = new ArrayList<>();
        List<NewCopies> copies = new ArrayList<>();
        failed.forEach((unit, next) -> {
            changes.add(new WorkUnitChange(unit, new WorkUnitEvent.Retried(next, batch.setAside(unit.pieces()))));
            copies.add(unit.copies(next, batch.copiesAtFirst()));
        });
        database.workUnits().applyAll(tx, changes);
        database.results().createAll(tx, copies, PRIORITY);
        return retried;
    }

    private static CopyLimits limits(Batch batch, CopyLimits wanted) {
        if (wanted.minQuorum() != 0 && wanted.minQuorum() != batch.quorum()) {
            throw BatchRules.refused("'limits.minQuorum' is " + wanted.minQuorum() + ", and batch " + batch.id()
                    + " has a quorum of " + batch.quorum() + ", which stays; submit it again for another one");
        }
        CopyLimits limits = BatchRules.complete(
                wanted,
                new CopyLimits(
                        batch.quorum(),
                        batch.copies().maxErrorResults(),
                        batch.copies().maxTotalResults(),
                        batch.copies().maxSuccessResults()));
        BatchRules.requireRoom(batch.spec().target(), limits);
        return limits;
    }

    /** The work units that can be tried again, each with the number of its next copy. */
    private Map<WorkUnit, Integer> failed(Tx tx, Batch batch) {
        List<WorkUnit> all = database.workUnits().ofBatch(tx, batch.id(), WorkUnitState.FAILED, 0, MOST_UNITS);
        Map<WorkUnitId, List<Result>> copies = database.results()
                .ofWorkUnits(tx, all.stream().map(WorkUnit::id).toList());
        Map<WorkUnit, Integer> again = new LinkedHashMap<>();
        for (WorkUnit unit : all) {
            List<Result> own = copies.getOrDefault(unit.id(), List.of());
            if (own.stream().noneMatch(copy -> copy.state() == ResultState.VALID)) {
                again.put(unit, own.stream().mapToInt(Result::copy).max().orElse(-1) + 1);
            }
        }
        if (again.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.WRONG_STATE,
                    all.isEmpty()
                            ? "no work unit of batch " + batch.id() + " failed"
                            : "hosts agree on the failure of all " + all.size() + " failed work units of batch "
                                    + batch.id() + ", so they would fail again; mend the program and submit it again");
        }
        return again;
    }

    /** Work units that are not cut yet will set aside their share, too. */
    private void cover(Tx tx, Batch batch, long needed, boolean fund) {
        LedgerAccount escrow = LedgerAccount.escrow(batch.id());
        long free = database.ledger().balance(tx, escrow).available()
                - database.workUnits().setAside(tx, batch.id())
                - batch.setAside(batch.totalUnits() - batch.cursor());
        long missing = needed - Math.max(0, free);
        if (missing <= 0) {
            return;
        }
        if (!fund) {
            throw new RefusedException(
                    ErrorCode.INSUFFICIENT_FUNDS,
                    "another try may cost up to " + needed + " microcredits, and the escrow of batch " + batch.id()
                            + " has " + Math.max(0, free) + " that nothing else needs: " + missing
                            + " are missing; allow to take them from your account with --fund ('fund': true)");
        }
        database.ledger()
                .post(
                        tx,
                        LedgerAccount.researcher(batch.owner()),
                        escrow,
                        missing,
                        "funds of another try",
                        "retry:" + batch.id() + ":" + batch.version(),
                        batch.id());
    }
}
