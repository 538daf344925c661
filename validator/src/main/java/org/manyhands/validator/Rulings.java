package org.manyhands.validator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.manyhands.db.Database;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.ledger.Ledger.Promise;
import org.manyhands.db.ledger.LedgerViews.Paid;
import org.manyhands.db.result.NewCopies;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitChange;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.id.ResultId;

/**
 * What changes by the decisions of one block, gathered, and written with few statements: work units first (as whoever cancels
 * a batch does), then results, further copies, and credit last, since all blocks of a batch pay from one escrow.
 */
final class Rulings {
    /** Copies that a work unit waits for go before those of work units that nobody has seen. */
    private static final int PRIORITY_OF_FURTHER_COPIES = -1;

    private final List<WorkUnitChange> units = new ArrayList<>();
    private final List<WorkUnit> held = new ArrayList<>();
    private final List<ResultChange> results = new ArrayList<>();
    private final List<NewCopies> copies = new ArrayList<>();
    private final Map<Result, String> overturned = new LinkedHashMap<>();
    private final List<HostRecordStore.Key> wrong = new ArrayList<>();
    private final List<Promise> promises = new ArrayList<>();

    void unit(WorkUnit unit, WorkUnitEvent event) {
        units.add(new WorkUnitChange(unit, event));
    }

    void result(Result result, ResultEvent event) {
        results.add(new ResultChange(result, event));
    }

    /** The work unit is held meanwhile: nobody can cancel it without seeing them. */
    void moreCopies(WorkUnit unit, int firstCopy, int number) {
        held.add(unit);
        copies.add(unit.copies(firstCopy, number));
    }

    /** One more copy of a work unit that these decisions decide: whoever changes it changes that, too. */
    void golden(WorkUnit unit, int copy) {
        copies.add(new NewCopies(unit.id(), unit.batchId(), unit.pieces(), copy, 1));
    }

    /** Nobody else changes the work unit meanwhile. */
    void hold(WorkUnit unit) {
        held.add(unit);
    }

    /** A copy that was valid does not count any more: what is held for it is given up. What was paid out stays paid, and the copy valid. */
    void overturn(Result result, String reason) {
        overturned.put(result, reason);
    }

    void pay(Promise promise) {
        promises.add(promise);
    }

    /** A result of this host was wrong. */
    void wrong(HostRecordStore.Key host) {
        wrong.add(host);
    }

    /** Copies whose end is judged by what happens to them here. */
    Set<ResultId> judged() {
        return results.stream().map(change -> change.result().id()).collect(Collectors.toSet());
    }

    /** A work unit or a copy that changed meanwhile (it came back, or timed out) changes the decision: everything is read again. */
    void write(Database db, Tx tx, long heldUntilMillis) {
        db.workUnits().applyAll(tx, units);
        db.workUnits().holdAll(tx, held);
        overturn(db, tx);
        List<Optional<Result>> changed = db.results().applyAll(tx, results);
        for (int place = 0; place < changed.size(); place++) {
            if (changed.get(place).isEmpty()) {
                throw new ConflictException(
                        "result " + results.get(place).result().id() + " changed while its work unit was judged");
            }
        }
        db.hostRecords().wrong(tx, wrong);
        db.results().createAll(tx, copies, PRIORITY_OF_FURTHER_COPIES);
        db.ledger().pendAll(tx, promises, heldUntilMillis);
    }

    /** Says what work these decisions make; last of all, for everybody writes these rows. */
    void giveHints(Database db, Tx tx) {
        if (units.stream().anyMatch(change -> change.event() instanceof WorkUnitEvent.Validated)) {
            db.hints().give(tx, WorkKind.ASSIMILATE);
        }
    }

    private void overturn(Database db, Tx tx) {
        Map<ResultId, Paid> paid = db.ledger()
                .views()
                .paid(tx, overturned.keySet().stream().map(Result::id).toList());
        overturned.forEach((result, reason) -> {
            if (Objects.requireNonNull(paid.get(result.id())).releasedMicrocredits() == 0) {
                db.ledger().voidResult(tx, result.id(), reason);
                result(result, new ResultEvent.Overturned(reason));
            }
        });
    }
}
