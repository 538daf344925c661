package org.manyhands.validator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.validator.TrustDesk.Subject;
import org.manyhands.validator.trust.Ruling;

/**
 * Looks again at what a host took part in that failed a check: every decided work unit whose credit is still held is ruled with the
 * standings as they are now, and opened again when that is not enough any more. A host that is excluded loses all credit that is held for it
 * with the application. All in the transaction that caught it.
 */
final class Backtracking {
    private final Database db;
    private final Tx tx;
    private final TrustDesk desk;
    private final Reopening reopening;

    Backtracking(Database db, Tx tx, TrustDesk desk) {
        this.db = db;
        this.tx = tx;
        this.desk = desk;
        this.reopening = new Reopening(db);
    }

    /**
     * Opens again what is in doubt and asks for the further copies.
     *
     * @param judged work units that were judged in this transaction already
     * @return lines for the log
     */
    List<String> run(Set<WorkUnitId> judged) {
        List<String> news = new ArrayList<>();
        Map<WorkUnitId, BatchId> opened = new LinkedHashMap<>();
        for (Subject subject : desk.caught()) {
            int before = opened.size();
            look(subject, judged, opened);
            news.add("host " + subject.host() + " failed a check of application " + subject.application()
                    + (desk.excluded(subject) ? " and is excluded" : "") + "; work units opened again: "
                    + (opened.size() - before));
        }
        ask(opened);
        return news;
    }

    private void look(Subject subject, Set<WorkUnitId> judged, Map<WorkUnitId, BatchId> opened) {
        List<WorkUnitId> held = db.trust().heldUnits(tx, subject.host());
        Map<WorkUnitId, WorkUnit> units = new TreeMap<>(db.workUnits().byIds(tx, held));
        Map<WorkUnitId, List<Result>> copies = db.results().ofWorkUnits(tx, held);
        Map<BatchId, Batch> batches = new LinkedHashMap<>();
        for (WorkUnit unit : units.values()) {
            // Read once more where a work unit of the batch was opened: that changes the batch.
            Batch batch = batches.computeIfAbsent(
                    unit.batchId(), id -> db.batches().byId(tx, id).orElseThrow());
            if (!TrustDesk.keepsStandings(batch) || !desk.application(batch).equals(subject.application())) {
                continue;
            }
            List<Result> all = Objects.requireNonNull(copies.get(unit.id()));
            if (desk.excluded(subject)) {
                forfeit(subject, all);
            }
            if (judged.contains(unit.id()) || opened.containsKey(unit.id())) {
                continue;
            }
            desk.read(batch, all);
            List<Result> valid = all.stream()
                    .filter(copy -> copy.state() == ResultState.VALID)
                    .toList();
            if (desk.vote(batch, unit).rule(List.of(valid)) instanceof Ruling.More
                    && reopening.possible(tx, batch, unit, List.of())) {
                reopening.reopen(
                        tx, batch, unit, all, Map.of(), "host " + subject.host() + ", which took part, failed a check");
                batches.remove(batch.id());
                opened.put(unit.id(), batch.id());
            }
        }
    }

    private void forfeit(Subject subject, List<Result> copies) {
        for (Result copy : copies) {
            if (subject.host().equals(copy.host()) && copy.state() == ResultState.VALID) {
                db.ledger().voidResult(tx, copy.id(), "forfeited: host " + subject.host() + " is excluded");
            }
        }
    }

    private void ask(Map<WorkUnitId, BatchId> opened) {
        Map<WorkUnitId, WorkUnit> units = new TreeMap<>(db.workUnits().byIds(tx, opened.keySet()));
        Map<WorkUnitId, List<Result>> copies = db.results().ofWorkUnits(tx, opened.keySet());
        Rulings rulings = new Rulings();
        for (WorkUnit unit : units.values()) {
            Batch batch = db.batches().byId(tx, unit.batchId()).orElseThrow();
            List<Result> all = Objects.requireNonNull(copies.get(unit.id()));
            if (Judge.decide(unit, all, batch.copies(), desk.vote(batch, unit)) instanceof Decision.MoreCopies more) {
                rulings.moreCopies(unit, unit.firstCopy(), more.copies());
            }
        }
        rulings.write(db, tx, tx.nowMillis());
    }
}
