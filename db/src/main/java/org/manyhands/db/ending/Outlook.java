package org.manyhands.db.ending;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.TailStore;
import org.manyhands.db.schedule.Pace;
import org.manyhands.db.transaction.Tx;

/**
 * How far a batch is from having nothing left to hand out, and who works for it. Nobody keeps it: whoever needs it reads it, a bounded number of rows by
 * index, however large the batch is.
 *
 * @param drainSeconds until nothing is left to hand out, at the present pace; infinity while that is not known
 * @param speeds fuel a second of each host that was heard of lately and measured
 */
public record Outlook(double drainSeconds, List<Double> speeds) {
    private static final int MOST_UNDER_WAY = 400;

    public Outlook {
        speeds = List.copyOf(speeds);
    }

    /**
     * Of a batch whose quote is known.
     *
     * @param waiting pieces of the input that are cut and no host has yet
     */
    public static Outlook of(Database db, Tx tx, Batch batch, double waiting) {
        List<TailStore.Return> returns = Workers.lately(db, tx, batch);
        // Those who work on something long came back long ago: what they have says that they are there.
        List<Result> underWay = db.results().tail().underWay(tx, batch.id(), MOST_UNDER_WAY);
        Workers workers = Workers.of(
                db,
                tx,
                batch,
                Stream.concat(
                        returns.stream().map(TailStore.Return::host),
                        underWay.stream().map(Result::host).filter(Objects::nonNull)));
        double left = batch.totalUnits() - batch.cursor() + waiting;
        double pace = Math.max(
                pace(returns, batch.quorum(), tx.nowMillis()).unitsPerSecond(), workers.capacity() / batch.quorum());
        return new Outlook(new Pace(pace, 1).secondsFor(left), workers.speeds());
    }

    /** How many pieces of the input the newest valid results have in the mean; 1 before there are some. */
    public static double piecesOfResult(Database db, Tx tx, Batch batch) {
        return Workers.lately(db, tx, batch).stream()
                .mapToInt(TailStore.Return::pieces)
                .average()
                .orElse(1);
    }

    /** What came back of these newest results. */
    static Pace pace(List<TailStore.Return> returns, int quorum, long nowMillis) {
        long first = returns.stream().mapToLong(TailStore.Return::millis).min().orElse(nowMillis);
        double pieces = returns.stream().mapToLong(TailStore.Return::pieces).sum();
        return Pace.lately(returns.size(), pieces / quorum, (nowMillis - first) / 1_000.0);
    }
}
