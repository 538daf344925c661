package org.manyhands.db.ending;

import java.util.List;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.result.TailStore;
import org.manyhands.db.schedule.Prediction;
import org.manyhands.db.schedule.Tail;
import org.manyhands.db.transaction.Tx;

/**
 * What decides near a batch's end who still gets first copies of its work units. Nobody stores it: whoever needs it reads it, a bounded number of rows by index.
 *
 * @param left pieces of the input that no host has yet: of those that are cut, as many as there are complete sets of copies
 * @param drainSeconds until nothing is left, at the pace of the newest returns
 * @param taskSeconds that a task takes a fast host
 * @param copySeconds that a piece of the input takes a fast host
 * @param othersSeconds that a piece takes the best host of the account that is the last of as many as a work unit needs, and one more; infinity when there are not so many
 */
public record Ending(double left, double drainSeconds, double taskSeconds, double copySeconds, double othersSeconds) {
    /** Where tasks take fast hosts less than this, the end is soon after the last one is handed out, whoever has it. */
    public static final double SHORT_SECONDS = 300;

    /** At so many results that wait, a batch is not near its end. */
    static final int MOST_WAITING = 10_000;

    /** The same where results are large, of which little is cut ahead. */
    static final int MOST_WAITING_IN_SIZES = 2_000;

    /** Whether a look at others than the batch itself can say something: it is cut to its end, or just ahead of hosts. */
    public static boolean mayBeNear(Batch batch) {
        boolean cut = batch.cursor() >= batch.totalUnits();
        return batch.quote() != null && batch.quote().fuelPerUnit() > 0 && (cut || batch.sized());
    }

    /** Of a running batch; empty where it is not near its end, its tasks are short, or too little is known of the hosts that work for it. */
    public static Optional<Ending> of(Database db, Tx tx, Batch batch) {
        if (!mayBeNear(batch)) {
            return Optional.empty();
        }
        List<TailStore.Return> returns = Workers.lately(db, tx, batch);
        Workers workers = Workers.of(db, tx, batch, returns.stream().map(TailStore.Return::host));
        double typical = workers.typicalSpeed();
        if (typical == 0) {
            return Optional.empty();
        }
        long taskFuel = workers.taskFuel(batch, typical);
        double taskSeconds = workers.fleet(taskFuel, typical).copySeconds();
        if (taskSeconds < SHORT_SECONDS || Double.isInfinite(taskSeconds)) {
            return Optional.empty();
        }
        Optional<Double> waiting = waiting(db, tx, batch);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        double left = batch.totalUnits() - batch.cursor() + waiting.get() / batch.quorum();
        return Optional.of(new Ending(
                left,
                Outlook.pace(returns, batch.quorum(), tx.nowMillis()).secondsFor(left),
                taskSeconds,
                taskSeconds * workers.fuel() / taskFuel,
                others(workers.bestOfAccounts(typical), batch.quorum() + 1)));
    }

    /** Pieces that wait, each copy for itself; empty when there are too many to be counted. */
    private static Optional<Double> waiting(Database db, Tx tx, Batch batch) {
        if (batch.sized()) {
            List<TailStore.Waiting> copies = db.results().tail().waitingCopies(tx, batch.id(), MOST_WAITING_IN_SIZES);
            return copies.size() >= MOST_WAITING_IN_SIZES
                    ? Optional.empty()
                    : Optional.of(copies.stream()
                            .mapToDouble(TailStore.Waiting::pieces)
                            .sum());
        }
        int results = db.results().tail().waiting(tx, batch.id(), MOST_WAITING);
        return results >= MOST_WAITING ? Optional.empty() : Optional.of((double) results);
    }

    /** @param ascending seconds of each account */
    private static double others(List<Double> ascending, int needed) {
        return ascending.size() < needed ? Double.POSITIVE_INFINITY : ascending.get(needed - 1);
    }

    /** True when copies begin to pay, and nothing should wait on hosts any more. */
    public boolean begun() {
        return Tail.begun(drainSeconds, taskSeconds);
    }

    /**
     * True when a host is so slow that a copy which it starts now would come after all others, and there are enough others who are not.
     *
     * @param turnaround of a work unit on this host
     * @param pieces of this work unit
     */
    public boolean startsTooLate(Prediction turnaround, int pieces) {
        double copy = copySeconds * pieces;
        return Tail.startsTooLate(turnaround, drainSeconds, copy)
                && !Tail.startsTooLate(new Prediction(othersSeconds * pieces, 0), drainSeconds, copy);
    }
}
