package org.manyhands.db.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.RowChanges;
import org.manyhands.db.transaction.RowChanges.Change;
import org.manyhands.db.transaction.RowChanges.Column;
import org.manyhands.db.transaction.Transition;
import org.manyhands.db.transaction.Tx;

/** Carries events out on results, many at once. */
final class ResultChanges {
    private static final RowChanges<ResultEntity> ROWS = new RowChanges<>(
            "result",
            row -> row.id,
            new Column<>("state", row -> row.state),
            List.of(
                    new Column<>("judged", row -> row.judged),
                    new Column<>("superseded", row -> row.superseded),
                    new Column<>("host_id", row -> row.hostId),
                    new Column<>("account_id", row -> row.accountId),
                    new Column<>("claim_account_id", row -> row.claimAccountId),
                    new Column<>("claim_network", row -> row.claimNetwork),
                    new Column<>("sent_at", row -> row.sentAt),
                    new Column<>("deadline_at", row -> row.deadlineAt),
                    new Column<>("fuel_so_far", row -> row.fuelSoFar),
                    new Column<>("returned_at", row -> row.returnedAt),
                    new Column<>("outcome_kind", row -> row.outcomeKind),
                    new Column<>("exit_code", row -> row.exitCode),
                    new Column<>("outcome_detail", row -> row.outcomeDetail),
                    new Column<>("fuel", row -> row.fuel),
                    new Column<>("digest", row -> row.digest),
                    new Column<>("reason", row -> row.reason)));

    private ResultChanges() {}

    static List<Optional<Result>> apply(Tx tx, List<ResultChange> changes) {
        List<Optional<Result>> outcome = new ArrayList<>(changes.size());
        Claims claims = Claims.read(tx, changes);
        List<Change<ResultEntity>> rows = new ArrayList<>(changes.size());
        List<Integer> places = new ArrayList<>(changes.size());
        for (ResultChange change : changes) {
            Transition<ResultState, ResultEffect> transition =
                    transition(change.result(), change.event(), tx.nowMillis());
            if (!(change.event() instanceof ResultEvent.Dispatched sent)
                    || claims.add(change.result().workUnitId(), sent)) {
                ResultEntity after = ResultEntity.of(change.result());
                after.state = transition.state().name();
                transition.effects().forEach(after::carryOut);
                rows.add(new Change<>(before(change.result(), transition.effects()), after));
                places.add(outcome.size());
            }
            outcome.add(Optional.empty());
        }
        boolean[] written = ROWS.write(tx, rows);
        for (int row = 0; row < written.length; row++) {
            if (written[row]) {
                outcome.set(places.get(row), Optional.of(rows.get(row).after().toResult()));
            }
        }
        return outcome;
    }

    /** The validator may have marked it as judged since it was read: that it is not must be written in any case. */
    private static ResultEntity before(Result result, List<ResultEffect> effects) {
        ResultEntity row = ResultEntity.of(result);
        row.judged |= effects.contains(new ResultEffect.AwaitJudgement());
        return row;
    }

    private static Transition<ResultState, ResultEffect> transition(Result result, ResultEvent event, long nowMillis) {
        try {
            return ResultLifecycle.transition(result.state(), event, nowMillis);
        } catch (IllegalTransitionException e) {
            throw e.of(result.id().value(), "work unit", result.workUnitId().value());
        }
    }
}
