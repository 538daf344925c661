package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.ResultId;

/** Compares what a host says it has with what it should have: heartbeats, cancellations, lost work. */
public final class TrackHoldings {
    private final Database database;

    public TrackHoldings(Database database) {
        this.database = database;
    }

    Tracked track(Tx tx, HeldResults held, List<ResultReport> finished, List<Holding> holding) {
        Set<ResultId> named = new HashSet<>();
        finished.forEach(report -> named.add(report.resultId()));
        List<ResultId> cancel = new ArrayList<>();
        for (Holding one : holding) {
            if (!named.add(one.resultId())) {
                continue;
            }
            Optional<Result> result = held.find(one.resultId());
            if (result.isEmpty()) {
                cancel.add(one.resultId());
            } else if (one.fuel() > result.get().fuelSoFar()
                    && database.results()
                            .apply(tx, result.get(), new ResultEvent.Heartbeat(one.fuel()))
                            .isEmpty()) {
                // Ended here in this very moment: it was cancelled, decided without it, or its deadline passed.
                held.remove(one.resultId());
                cancel.add(one.resultId());
            }
        }
        return new Tracked(cancel, held.without(named));
    }

    /**
     * What came of it.
     *
     * @param cancel what the host has and should stop
     * @param lost what the host should have and does not know
     */
    record Tracked(List<ResultId> cancel, List<Result> lost) {}
}
