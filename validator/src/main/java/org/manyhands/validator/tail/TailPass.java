package org.manyhands.validator.tail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchRotation;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ending.Outlook;
import org.manyhands.db.ending.Workers;
import org.manyhands.db.result.NewCopies;
import org.manyhands.db.result.Result;
import org.manyhands.db.schedule.Fleet;
import org.manyhands.db.schedule.Tail;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes further copies near a batch's end ({@link Tail}). It looks at running batches that are cut to their end (or in sizes, just ahead of hosts) and of which few results wait,
 * a few times a minute, and reads a bounded number of rows of each, by index.
 */
public final class TailPass {
    /** At so many results that wait, a batch is not near its end. */
    static final int MOST_WAITING = 10_000;

    /** So many results under way are looked at, those that were made first: the others have their turn when these are in. */
    static final int MOST_UNDER_WAY = 2_000;

    /** A batch in sizes has no tasks so long that copies pay this long before nothing is left: no more is read of it then. */
    static final double FAR_SECONDS_IN_SIZES = 4 * 3_600;

    private static final int MOST_BATCHES = 1_000;
    private static final long PAUSE_MILLIS = Duration.ofSeconds(15).toMillis();
    private static final Logger LOG = LoggerFactory.getLogger(TailPass.class);

    private final LongSupplier millis;
    private final Draining draining = new Draining();
    private final BatchRotation running;
    private long nextMillis = Long.MIN_VALUE;

    /** @param millis a clock of this process, which says when to look again */
    public TailPass(LongSupplier millis) {
        this(millis, MOST_BATCHES);
    }

    /** @param mostBatches that a look is at; the next one is at others, where there are more */
    TailPass(LongSupplier millis, int mostBatches) {
        this.millis = millis;
        this.running = new BatchRotation(BatchState.RUNNING, mostBatches);
    }

    /** Looks, if it is time; how many copies were made. */
    public int pass(Database db) {
        long now = millis.getAsLong();
        if (now < nextMillis) {
            return 0;
        }
        nextMillis = now + PAUSE_MILLIS;
        List<Batch> ending = db.inTransaction(tx -> turn(db, tx)).stream()
                .filter(batch -> (batch.cursor() >= batch.totalUnits() || batch.sized()) && batch.hasTailCopies())
                .filter(batch -> batch.quote() != null && batch.quote().fuelPerUnit() > 0)
                .toList();
        int made = 0;
        for (Batch batch : ending) {
            made += copies(db, batch);
        }
        return made;
    }

    private List<Batch> turn(Database db, Tx tx) {
        draining.forget(tx.nowMillis());
        return running.turn(tx, db.batches());
    }

    private int copies(Database db, Batch batch) {
        try {
            int made = db.inTransaction(tx -> copies(db, tx, batch));
            if (made > 0) {
                LOG.info("batch {} is near its end: {} further copies for fast hosts", batch.id(), made);
            }
            return made;
        } catch (ConflictException e) {
            LOG.debug("work units of batch {} changed meanwhile", batch.id(), e);
            return 0;
        }
    }

    private int copies(Database db, Tx tx, Batch batch) {
        int waiting = db.results().tail().waiting(tx, batch.id(), MOST_WAITING);
        double drain = draining.note(batch.id(), left(db, tx, batch, waiting), tx.nowMillis());
        if (waiting >= MOST_WAITING || Double.isInfinite(drain) || (batch.sized() && drain > FAR_SECONDS_IN_SIZES)) {
            return 0;
        }
        long made = db.results().tail().made(tx, batch.id());
        double room = Tail.allowance(batch.totalUnits(), batch.quorum()) - made;
        List<Result> out = room <= 0 ? List.of() : db.results().tail().underWay(tx, batch.id(), MOST_UNDER_WAY);
        if (out.isEmpty()) {
            return 0;
        }
        Workers known = Workers.of(db, tx, batch, out);
        double typical = known.typicalSpeed();
        long taskFuel = known.taskFuel(batch, typical);
        Fleet fleet = known.fleet(taskFuel, typical);
        double pieceOfTask = (double) known.fuel() / taskFuel;
        if (typical == 0 || !Tail.begun(drain, fleet.copySeconds())) {
            return 0;
        }
        Set<WorkUnitId> ids = out.stream().map(Result::workUnitId).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<WorkUnitId, WorkUnit> units = db.workUnits().byIds(tx, ids);
        Map<WorkUnitId, List<Result>> copies = db.results().ofWorkUnits(tx, ids);
        List<Tail.Flight> flights = Flights.of(batch, units, copies, known, typical, fleet.copySeconds() * pieceOfTask);
        List<Tail.Flight> chosen = Tail.toCopy(flights, drain, room);
        return chosen.isEmpty()
                ? 0
                : make(db, tx, batch.id(), made, chosen, units, copies, fleet.fastSeconds(chosen.size()) * pieceOfTask);
    }

    /** What nobody has yet: results, or pieces of the input where it is cut as hosts take it, so that the end is near before all of it is cut. */
    private static double left(Database db, Tx tx, Batch batch, int waiting) {
        return batch.sized()
                ? batch.totalUnits() - batch.cursor() + waiting * Outlook.piecesOfResult(db, tx, batch)
                : waiting;
    }

    private static int make(
            Database db,
            Tx tx,
            BatchId batch,
            long made,
            List<Tail.Flight> chosen,
            Map<WorkUnitId, WorkUnit> units,
            Map<WorkUnitId, List<Result>> copies,
            double fastSeconds) {
        List<WorkUnit> held = new ArrayList<>();
        List<NewCopies> further = new ArrayList<>();
        for (Tail.Flight flight : chosen) {
            WorkUnit unit = Objects.requireNonNull(units.get(new WorkUnitId(flight.unit())));
            int next = copies.getOrDefault(unit.id(), List.of()).stream()
                            .mapToInt(Result::copy)
                            .max()
                            .orElse(-1)
                    + 1;
            held.add(unit);
            further.add(unit.copies(next, 1));
        }
        db.workUnits().holdAll(tx, held);
        return db.results().tail().make(tx, batch, made, further, fastSeconds) ? further.size() : 0;
    }
}
