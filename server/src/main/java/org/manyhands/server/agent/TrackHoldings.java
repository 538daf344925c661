package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * Compares what hosts say they have with what they should have: heartbeats, cancellations, lost work, and copies that are taken back
 * since their work unit was decided before the host began.
 */
public final class TrackHoldings {
    private final Database database;

    public TrackHoldings(Database database) {
        this.database = database;
    }

    void track(Tx tx, List<SyncTurn> turns) {
        List<Step> steps = new ArrayList<>();
        List<Unknown> unknown = new ArrayList<>();
        for (SyncTurn turn : turns) {
            Set<ResultId> named = new HashSet<>();
            turn.call().request().finished().forEach(report -> named.add(report.resultId()));
            for (Holding one : turn.call().request().holding()) {
                if (named.add(one.resultId())) {
                    compare(turn, one, steps, unknown);
                }
            }
            for (Result lost : turn.held().without(named)) {
                if (lost.superseded()) {
                    steps.add(new Step(turn, new ResultChange(lost, new ResultEvent.NotNeeded()), false));
                } else {
                    turn.resend(List.of(lost));
                }
            }
        }
        carryOut(tx, steps);
        cancelUnlessLate(tx, unknown);
    }

    private static void compare(SyncTurn turn, Holding one, List<Step> steps, List<Unknown> unknown) {
        Optional<Result> found = turn.held().find(one.resultId());
        if (found.isEmpty()) {
            unknown.add(new Unknown(turn, one));
            return;
        }
        Result result = found.get();
        if (result.superseded() && result.fuelSoFar() == 0 && one.fuel() == 0) {
            steps.add(new Step(turn, new ResultChange(result, new ResultEvent.NotNeeded()), true));
        } else if (one.fuel() > result.fuelSoFar()) {
            steps.add(new Step(turn, new ResultChange(result, new ResultEvent.Heartbeat(one.fuel())), true));
        }
    }

    private void carryOut(Tx tx, List<Step> steps) {
        List<Optional<Result>> outcomes =
                database.results().applyAll(tx, steps.stream().map(Step::change).toList());
        for (int place = 0; place < outcomes.size(); place++) {
            Step step = steps.get(place);
            boolean beating = step.change().event() instanceof ResultEvent.Heartbeat
                    && outcomes.get(place).isPresent();
            if (!beating) {
                // Taken back, or ended here in this very moment: it was cancelled, decided without it, or its deadline
                // passed.
                step.turn().held().remove(step.change().result().id());
                if (step.known()) {
                    step.turn().cancel(step.change().result().id());
                }
            }
        }
    }

    /** A host goes on with what it began, after its deadline too, as long as that may still help to decide. */
    private void cancelUnlessLate(Tx tx, List<Unknown> unknown) {
        if (unknown.isEmpty()) {
            return;
        }
        LateResults late = LateResults.of(
                database,
                tx,
                unknown.stream().map(one -> one.holding().resultId()).toList());
        Map<WorkUnitId, WorkUnit> units = database.workUnits()
                .byIds(
                        tx,
                        unknown.stream()
                                .flatMap(one -> late
                                        .find(one.turn().host(), one.holding().resultId())
                                        .stream())
                                .map(Result::workUnitId)
                                .toList());
        for (Unknown one : unknown) {
            boolean helps = one.holding().fuel() > 0
                    && late.find(one.turn().host(), one.holding().resultId())
                            .map(result -> units.get(result.workUnitId()))
                            .filter(unit -> unit.state() == WorkUnitState.OPEN)
                            .isPresent();
            if (!helps) {
                one.turn().cancel(one.holding().resultId());
            }
        }
    }

    /**
     * What happens to a result by a call.
     *
     * @param known whether its host knows that it has it
     */
    private record Step(SyncTurn turn, ResultChange change, boolean known) {}

    /** What a host says it has, and should not have. */
    private record Unknown(SyncTurn turn, Holding holding) {}
}
