package org.manyhands.generator;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.ending.Outlook;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.schedule.SizeStock;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;

/**
 * Of which size the next work units of a batch are. What counts as stock is all that waits for hosts, whichever server holds it: servers keep more in memory than
 * should be cut of long tasks. Only looks are remembered, so a new process learns them anew.
 */
final class Sizing {
    /** At so many results that wait, nothing more is cut. */
    static final int MOST_WAITING = 2_000;

    private static final long FRESH_MILLIS = 5_000;
    private static final long AHEAD_SECONDS = 10;
    private static final int CLASSES = 32;

    private final Map<BatchId, Known> outlooks = new HashMap<>();
    private final Map<Key, Long> made = new HashMap<>();
    private final Demand<Key> demand = new Demand<>();

    /**
     * How many pieces each of the next work units should have; empty when nothing is to be cut.
     *
     * @param open its OPEN work units
     * @param most how many work units
     */
    List<Integer> next(Database db, Tx tx, Batch batch, long open, int most) {
        if (batch.cursor() < batch.canaries()) {
            return Collections.nCopies((int) Math.min(most, batch.canaries() - batch.cursor()), 1);
        }
        if (batch.cursor() == batch.canaries() && open > 0) {
            return List.of();
        }
        List<Integer> waiting = db.results().tail().waitingPieces(tx, batch.id(), MOST_WAITING);
        Map<Integer, Long> results = new HashMap<>();
        waiting.forEach(pieces -> results.merge(SizeClasses.holding(pieces), 1L, Long::sum));
        Map<Integer, Long> taken = taken(batch, results, tx.nowMillis());
        if (waiting.size() >= MOST_WAITING) {
            return List.of();
        }
        Map<Integer, Long> units = new HashMap<>();
        results.forEach((sizeClass, number) -> units.put(sizeClass, number / batch.copiesAtFirst()));
        Outlook outlook = outlook(db, tx, batch, waiting);
        return new SizeStock(batch.sizeClasses())
                .missing(outlook.speeds(), outlook.drainSeconds(), units, taken, most).stream()
                        .map(SizeClasses::pieces)
                        .toList();
    }

    /** These were cut. */
    void made(Batch batch, List<Integer> pieces) {
        pieces.forEach(number ->
                made.merge(new Key(batch.id(), SizeClasses.holding(number)), (long) batch.copiesAtFirst(), Long::sum));
    }

    /** Forgets all others. */
    void keep(Set<BatchId> batches) {
        outlooks.keySet().retainAll(batches);
        made.keySet().removeIf(key -> !batches.contains(key.batch()));
        demand.keep(key -> batches.contains(key.batch()));
    }

    /** Work units of each class that hosts took in the last ten seconds. */
    private Map<Integer, Long> taken(Batch batch, Map<Integer, Long> waiting, long nowMillis) {
        Map<Integer, Long> taken = new HashMap<>();
        for (int sizeClass = 0; sizeClass < CLASSES; sizeClass++) {
            Key key = new Key(batch.id(), sizeClass);
            if (made.containsKey(key) || waiting.containsKey(sizeClass)) {
                demand.note(key, made.getOrDefault(key, 0L), waiting.getOrDefault(sizeClass, 0L), nowMillis);
                taken.put(sizeClass, demand.perSecond(key) * AHEAD_SECONDS / batch.copiesAtFirst());
            }
        }
        return taken;
    }

    private Outlook outlook(Database db, Tx tx, Batch batch, List<Integer> waiting) {
        long now = tx.nowMillis();
        Known known = outlooks.get(batch.id());
        if (known == null || now < known.atMillis() || now - known.atMillis() >= FRESH_MILLIS) {
            double pieces = waiting.stream().mapToLong(Integer::longValue).sum() / (double) batch.copiesAtFirst();
            known = new Known(Outlook.of(db, tx, batch, pieces), now);
            outlooks.put(batch.id(), known);
        }
        return known.outlook();
    }

    private record Known(Outlook outlook, long atMillis) {}

    private record Key(BatchId batch, int sizeClass) {}
}
