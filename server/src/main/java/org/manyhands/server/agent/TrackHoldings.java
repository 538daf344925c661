package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.id.ResultId;

/** Compares what hosts say they have with what they should have: heartbeats, cancellations, lost work. */
public final class TrackHoldings {
    private final Database database;

    public TrackHoldings(Database database) {
        this.database = database;
    }

    void track(Tx tx, List<SyncTurn> turns) {
        List<SyncTurn> beating = new ArrayList<>();
        List<ResultChange> beats = new ArrayList<>();
        for (SyncTurn turn : turns) {
            Set<ResultId> named = new HashSet<>();
            turn.call().request().finished().forEach(report -> named.add(report.resultId()));
            for (Holding one : turn.call().request().holding()) {
                if (!named.add(one.resultId())) {
                    continue;
                }
                Optional<Result> result = turn.held().find(one.resultId());
                if (result.isEmpty()) {
                    turn.cancel(one.resultId());
                } else if (one.fuel() > result.get().fuelSoFar()) {
                    beating.add(turn);
                    beats.add(new ResultChange(result.get(), new ResultEvent.Heartbeat(one.fuel())));
                }
            }
            turn.resend(turn.held().without(named));
        }
        List<Optional<Result>> outcomes = database.results().applyAll(tx, beats);
        for (int place = 0; place < outcomes.size(); place++) {
            if (outcomes.get(place).isEmpty()) {
                // Ended here in this very moment: it was cancelled, decided without it, or its deadline passed.
                ResultId ended = beats.get(place).result().id();
                beating.get(place).held().remove(ended);
                beating.get(place).cancel(ended);
            }
        }
    }
}
