package org.manyhands.server.dispatch;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ending.Ending;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;

/**
 * How the batches whose results this server hands out come to their ends, so that no call has to ask: read again and again, a few batches at a time. One thread looks;
 * any may ask. What is remembered is one server's and is lost with it; the next one looks anew.
 */
public final class Endings {
    /** What is older is no longer true. */
    static final long FRESH_MILLIS = 60_000;

    /** A batch that is near its end is looked at no more often than this. */
    static final long PAUSE_MILLIS = 10_000;

    /** One that is not, or of which too little is known. */
    static final long LONG_PAUSE_MILLIS = 60_000;

    /** So many batches that are near their ends are followed at the same time; the end of another is seen when one of these has ended. */
    static final int MOST = 32;

    /** So many of these are looked at each time, so that each of them is while what is known of it is fresh. */
    private static final int AT_ONCE = 3;

    /** So many batches are read to find another one that is near its end. */
    private static final int MOST_READ = 64;

    /** When nothing of a batch went out for so long, what waits is for any host, for as long again. */
    static final long STANDSTILL_MILLIS = 10 * 60_000;

    private static final long MEMORY_MILLIS = 60 * 60_000;

    private final Map<BatchId, Look> looks = new HashMap<>();
    private final Map<BatchId, Seen> seen = new ConcurrentHashMap<>();

    /** How a batch comes to its end; empty when it is not near it, or nobody looked lately. */
    public Optional<Seen> of(BatchId batch, long nowMillis) {
        return Optional.ofNullable(seen.get(batch))
                .filter(one -> nowMillis >= one.atMillis() && nowMillis - one.atMillis() <= FRESH_MILLIS);
    }

    /**
     * Looks at those whose turn it is: some that are near their ends, and one other.
     *
     * @param ready batches that have ready results
     */
    void look(Database db, Tx tx, Collection<BatchId> ready) {
        long now = tx.nowMillis();
        looks.values().removeIf(look -> look.atMillis < now - MEMORY_MILLIS);
        seen.values().removeIf(one -> one.atMillis < now - FRESH_MILLIS);
        List<BatchId> due = ready.stream()
                .filter(batch -> dueMillis(batch) <= now)
                .sorted(Comparator.comparingLong(this::dueMillis))
                .toList();
        due.stream().filter(seen::containsKey).limit(AT_ONCE).forEach(batch -> look(db, tx, batch));
        int read = 0;
        boolean found = seen.size() >= MOST;
        for (BatchId batch : due) {
            if (!found && read < MOST_READ && !seen.containsKey(batch)) {
                read++;
                found = look(db, tx, batch);
            }
        }
    }

    private long dueMillis(BatchId batch) {
        Look look = looks.get(batch);
        return look == null ? 0 : look.dueMillis;
    }

    /** False when it is not cut to its end, which a single row says. */
    private boolean look(Database db, Tx tx, BatchId id) {
        Optional<Batch> batch =
                db.batches().byId(tx, id).filter(one -> one.state() == BatchState.RUNNING && Ending.mayBeNear(one));
        note(id, batch.flatMap(one -> Ending.of(db, tx, one)), tx.nowMillis());
        return batch.isPresent();
    }

    /** A look at a batch. */
    void note(BatchId batch, Optional<Ending> ending, long nowMillis) {
        Look look = looks.computeIfAbsent(batch, id -> new Look(nowMillis));
        look.atMillis = nowMillis;
        if (ending.isEmpty()) {
            look.dueMillis = nowMillis + LONG_PAUSE_MILLIS;
            look.left = Double.POSITIVE_INFINITY;
            seen.remove(batch);
            return;
        }
        look.dueMillis = nowMillis + PAUSE_MILLIS;
        look.note(ending.get().left(), nowMillis);
        seen.put(batch, new Seen(ending.get(), nowMillis < look.anybodyUntilMillis, nowMillis));
    }

    /**
     * What a look found.
     *
     * @param standsStill nothing went out for some minutes: whoever should have taken it did not, and it is for any host
     * @param atMillis when, by the database's clock
     */
    public record Seen(Ending ending, boolean standsStill, long atMillis) {}

    private static final class Look {
        private long atMillis;
        private long dueMillis;
        private double left = Double.POSITIVE_INFINITY;
        private long fellMillis;
        private long anybodyUntilMillis;

        Look(long nowMillis) {
            fellMillis = nowMillis;
        }

        /** Work units that are opened again are more to do, and no standstill ends or begins by them. */
        void note(double leftNow, long nowMillis) {
            if (leftNow < left) {
                fellMillis = nowMillis;
            }
            left = leftNow;
            if (nowMillis - fellMillis >= STANDSTILL_MILLIS && nowMillis >= anybodyUntilMillis) {
                anybodyUntilMillis = nowMillis + STANDSTILL_MILLIS;
            }
        }
    }
}
