package org.manyhands.server.research;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ending.Outlook;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.result.TailStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.research.BatchView;

/** Shows batches. */
public final class BatchViews {
    private static final int RETURNS_LOOKED_AT = 200;

    /** The generator lets no more wait of a batch that is cut in sizes. */
    private static final int MOST_WAITING = 2_000;

    private final Database database;
    private final Waiting waiting;
    private final Forecasts forecasts;

    public BatchViews(Database database) {
        this.database = database;
        this.waiting = new Waiting(database);
        this.forecasts = new Forecasts(database);
    }

    /** The batch as its people see it. */
    public BatchView view(Tx tx, Batch batch) {
        Map<WorkUnitState, Long> units = batch.sized()
                ? database.workUnits().pieces(tx, batch.id())
                : database.workUnits().counts(tx, batch.id());
        Map<ResultState, Long> results = database.results().counts(tx, batch.id());
        List<Long> returns = database.results().returnTimes(tx, batch.id(), RETURNS_LOOKED_AT);
        String reason = reason(tx, batch, results, returns);
        AppVersionRow version = database.applications()
                .version(tx, batch.appVersionId())
                .orElseThrow(() -> new IllegalStateException("batch " + batch.id() + " names application version "
                        + batch.appVersionId() + ", which is gone"));
        return new BatchView(
                batch.id(),
                batch.name(),
                database.accounts().byId(tx, batch.owner()).map(Account::name).orElse(""),
                version.application(),
                version.version(),
                batch.state().name(),
                reason,
                batch.visibleToAll(),
                batch.quorum(),
                batch.sized(),
                batch.totalUnits(),
                unitsByName(batch, units),
                byName(results),
                batch.createdMillis(),
                batch.fundedMillis(),
                batch.completedMillis(),
                batch.quote(),
                database.ledger()
                        .views()
                        .credit(tx, batch.id(), database.workUnits().setAside(tx, batch.id())),
                reason.isEmpty() ? estimate(tx, batch, units, results, returns) : null,
                answer(tx, batch));
    }

    /** Why the batch does not go on, whoever says so: its state, or nobody who takes its copies. */
    String reason(Tx tx, Batch batch) {
        return reason(
                tx,
                batch,
                database.results().counts(tx, batch.id()),
                database.results().returnTimes(tx, batch.id(), RETURNS_LOOKED_AT));
    }

    private String reason(Tx tx, Batch batch, Map<ResultState, Long> results, List<Long> returns) {
        return batch.reason().isEmpty() ? waiting.reason(tx, batch, results, returns) : batch.reason();
    }

    private static Map<String, Long> unitsByName(Batch batch, Map<WorkUnitState, Long> units) {
        Map<String, Long> named = byName(units);
        long uncreated = batch.totalUnits()
                - units.values().stream().mapToLong(Long::longValue).sum();
        if (uncreated > 0 && batch.state() != BatchState.ARCHIVED) {
            named.put("UNCREATED", uncreated);
        }
        return named;
    }

    static <E extends Enum<E>> Map<String, Long> byName(Map<E, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((state, count) -> named.put(state.name(), count));
        return named;
    }

    private BatchView.@Nullable Estimate estimate(
            Tx tx, Batch batch, Map<WorkUnitState, Long> units, Map<ResultState, Long> results, List<Long> returns) {
        if (batch.state() != BatchState.RUNNING) {
            return null;
        }
        long created = units.values().stream().mapToLong(Long::longValue).sum();
        long undecided = batch.totalUnits() - created + units.getOrDefault(WorkUnitState.OPEN, 0L);
        double piecesOfResult = batch.sized() ? Outlook.piecesOfResult(database, tx, batch) : 1;
        long remaining = Math.round(undecided * batch.quorum() / piecesOfResult)
                - results.getOrDefault(ResultState.RETURNED, 0L);
        long uncut = batch.totalUnits() - created;
        double waiting = uncut + unsentPieces(tx, batch, results) / batch.quorum();
        return forecasts
                .of(tx, batch, returns, waiting)
                .or(() -> Estimates.of(
                        returns, Math.max(remaining, Math.round(undecided / piecesOfResult)), tx.nowMillis()))
                .orElse(null);
    }

    private double unsentPieces(Tx tx, Batch batch, Map<ResultState, Long> results) {
        return batch.sized()
                ? database.results().tail().waitingCopies(tx, batch.id(), MOST_WAITING).stream()
                        .mapToDouble(TailStore.Waiting::pieces)
                        .sum()
                : results.getOrDefault(ResultState.UNSENT, 0L);
    }

    private BatchView.@Nullable Answer answer(Tx tx, Batch batch) {
        List<BatchView.AnswerFile> files = database.answers().files(tx, batch.id());
        return batch.completedMillis() == 0 || files.isEmpty() ? null : new BatchView.Answer(batch.headline(), files);
    }
}
