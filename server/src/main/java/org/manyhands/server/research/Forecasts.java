package org.manyhands.server.research;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.ending.Ending;
import org.manyhands.db.ending.Outlook;
import org.manyhands.db.ending.Workers;
import org.manyhands.db.result.Result;
import org.manyhands.db.schedule.EndForecast;
import org.manyhands.db.schedule.Pace;
import org.manyhands.db.schedule.Prediction;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchView;

/**
 * When a batch of long tasks ends, copies near its end and hosts that go off counted in ({@link EndForecast}). Of short tasks, of hosts that were not
 * measured yet and where the end is not hurried there is none: it was fitted to tasks of an hour. Thread-safe.
 */
final class Forecasts {
    private static final int LEAST_RETURNS = 4;
    private static final int MOST_UNDER_WAY = 2_000;
    private static final int MOST_KNOWN = 200;
    private static final long FRESH_MILLIS = 5_000;

    private final Database database;
    private final Map<BatchId, Made> made = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BatchId, Made> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    Forecasts(Database database) {
        this.database = database;
    }

    /**
     * A forecast, some seconds old at most.
     *
     * @param returns when recent results came back, ascending milliseconds
     * @param waiting work units (and parts of one) that no host has; pieces of the input, where it is cut in sizes
     */
    Optional<BatchView.Estimate> of(Tx tx, Batch batch, List<Long> returns, double waiting) {
        long now = tx.nowMillis();
        synchronized (made) {
            Made known = made.get(batch.id());
            if (known != null && now >= known.atMillis() && now - known.atMillis() < FRESH_MILLIS) {
                return known.estimate();
            }
        }
        Optional<BatchView.Estimate> estimate = make(tx, batch, returns, waiting);
        synchronized (made) {
            made.put(batch.id(), new Made(now, estimate));
        }
        return estimate;
    }

    private Optional<BatchView.Estimate> make(Tx tx, Batch batch, List<Long> returns, double waiting) {
        long now = tx.nowMillis();
        if (!batch.hasTailCopies()
                || batch.quote() == null
                || batch.quote().fuelPerUnit() <= 0
                || returns.size() < LEAST_RETURNS
                || Estimates.silent(returns, now)) {
            return Optional.empty();
        }
        List<Result> out = database.results().tail().underWay(tx, batch.id(), MOST_UNDER_WAY);
        Workers workers = Workers.of(database, tx, batch, out);
        double typical = workers.typicalSpeed();
        double copySeconds = typical == 0
                ? 0
                : workers.fleet(workers.taskFuel(batch, typical), typical).copySeconds();
        if (copySeconds < Ending.SHORT_SECONDS || !Double.isFinite(copySeconds)) {
            return Optional.empty();
        }
        double windowSeconds = Math.max(1, now - returns.get(0)) / 1_000.0;
        double piecesOfResult = batch.sized() ? Outlook.piecesOfResult(database, tx, batch) : 1;
        Pace pace = Pace.of((returns.size() - 1.0) * piecesOfResult / batch.quorum(), 0, windowSeconds);
        String waits =
                Math.round(Math.ceil(waiting)) + (batch.sized() ? " pieces of the input" : " work units") + " wait";
        return EndForecast.of(new EndForecast.Ahead(
                        waiting, pace, underWay(out, batch.quorum(), workers, typical), copySeconds, batch.sized()))
                .map(forecast -> estimate(forecast, now, waits, out.size(), copySeconds));
    }

    /** For each work unit the copy that makes it enough: the slowest of as many as must agree. */
    private static List<Prediction> underWay(List<Result> out, int quorum, Workers workers, double typical) {
        Map<WorkUnitId, List<Prediction>> byUnit = new LinkedHashMap<>();
        for (Result copy : out) {
            byUnit.computeIfAbsent(copy.workUnitId(), unit -> new ArrayList<>()).add(workers.left(copy, typical));
        }
        List<Prediction> enough = new ArrayList<>();
        byUnit.values().forEach(copies -> {
            copies.sort(Comparator.comparingDouble(Prediction::medianSeconds));
            enough.add(copies.get(Math.min(quorum, copies.size()) - 1));
        });
        return enough;
    }

    private static BatchView.Estimate estimate(
            EndForecast forecast, long now, String waits, int underWay, double copySeconds) {
        String basis = "in four of five cases; " + waits + ", " + underWay
                + " results are on their hosts, and one takes fast hosts about "
                + Math.max(1, Math.round(copySeconds / 60)) + " min";
        return new BatchView.Estimate(
                now + Math.round(1_000 * forecast.medianSeconds()),
                now + Math.round(1_000 * forecast.earliestSeconds()),
                now + Math.round(1_000 * forecast.latestSeconds()),
                basis);
    }

    private record Made(long atMillis, Optional<BatchView.Estimate> estimate) {}
}
