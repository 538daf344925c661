package org.manyhands.generator;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.ending.Outlook;
import org.manyhands.db.result.TailStore;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.schedule.SizeStock;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * Of which size the next work units of a batch are. What counts as stock is all that waits for hosts, whichever server holds it: servers keep more in memory than
 * should be cut of long tasks. A work unit that the input made shorter counts for the class that it was cut for, so that a class that the input never gives is there once
 * some were cut for it. Only looks and such work units are remembered, so a new process learns them anew.
 */
final class Sizing {
    /** At so many results that wait, nothing more is cut. */
    static final int MOST_WAITING = 2_000;

    private static final long FRESH_MILLIS = 5_000;
    private static final long AHEAD_SECONDS = 10;
    private static final int CLASSES = 32;

    private final Map<BatchId, Known> outlooks = new HashMap<>();
    private final Map<Key, Long> made = new HashMap<>();

    /** The classes for which work units were cut that are of a lower one, as long as they wait. */
    private final Map<BatchId, Map<WorkUnitId, Integer>> shorter = new HashMap<>();

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
        List<TailStore.Waiting> waiting = db.results().tail().waitingCopies(tx, batch.id(), MOST_WAITING);
        Map<WorkUnitId, Integer> cutShorter = shorter.getOrDefault(batch.id(), Map.of());
        Map<Integer, Long> results = new HashMap<>();
        waiting.forEach(copy -> results.merge(cutFor(cutShorter, copy), 1L, Long::sum));
        Map<Integer, Long> taken = taken(batch, results, tx.nowMillis());
        if (waiting.size() >= MOST_WAITING) {
            return List.of();
        }
        forgetTaken(batch, waiting);
        Map<Integer, Long> units = new HashMap<>();
        Map<WorkUnitId, List<TailStore.Waiting>> copies =
                waiting.stream().collect(Collectors.groupingBy(TailStore.Waiting::unit));
        // A host of an account that has one copy may take none of the others, so these are no stock for it.
        copies.values().stream()
                .filter(ofUnit -> ofUnit.size() >= batch.copiesAtFirst())
                .forEach(ofUnit -> units.merge(cutFor(cutShorter, ofUnit.get(0)), 1L, Long::sum));
        Outlook outlook = outlook(db, tx, batch, waiting);
        return new SizeStock(batch.sizeClasses())
                .missing(outlook.speeds(), outlook.drainSeconds(), units, taken, most).stream()
                        .map(SizeClasses::pieces)
                        .toList();
    }

    /**
     * These were cut.
     *
     * @param sizes how many pieces each of them was to have
     */
    void made(Batch batch, List<Integer> sizes, List<WorkUnit> cut) {
        for (int place = 0; place < cut.size(); place++) {
            WorkUnit unit = cut.get(place);
            int wanted = SizeClasses.holding(sizes.get(place));
            made.merge(new Key(batch.id(), wanted), (long) batch.copiesAtFirst(), Long::sum);
            if (SizeClasses.holding(unit.pieces()) < wanted) {
                shorter.computeIfAbsent(batch.id(), id -> new HashMap<>()).put(unit.id(), wanted);
            }
        }
    }

    /** Forgets all others. */
    void keep(Set<BatchId> batches) {
        outlooks.keySet().retainAll(batches);
        shorter.keySet().retainAll(batches);
        made.keySet().removeIf(key -> !batches.contains(key.batch()));
        demand.keep(key -> batches.contains(key.batch()));
    }

    private static int cutFor(Map<WorkUnitId, Integer> shorter, TailStore.Waiting copy) {
        return shorter.getOrDefault(copy.unit(), SizeClasses.holding(copy.pieces()));
    }

    /** @param waiting all that wait */
    private void forgetTaken(Batch batch, List<TailStore.Waiting> waiting) {
        Map<WorkUnitId, Integer> known = shorter.get(batch.id());
        if (known != null) {
            known.keySet()
                    .retainAll(waiting.stream().map(TailStore.Waiting::unit).collect(Collectors.toSet()));
        }
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

    private Outlook outlook(Database db, Tx tx, Batch batch, List<TailStore.Waiting> waiting) {
        long now = tx.nowMillis();
        Known known = outlooks.get(batch.id());
        if (known == null || now < known.atMillis() || now - known.atMillis() >= FRESH_MILLIS) {
            double pieces =
                    waiting.stream().mapToLong(TailStore.Waiting::pieces).sum() / (double) batch.copiesAtFirst();
            known = new Known(Outlook.of(db, tx, batch, pieces), now);
            outlooks.put(batch.id(), known);
        }
        return known.outlook();
    }

    private record Known(Outlook outlook, long atMillis) {}

    private record Key(BatchId batch, int sizeClass) {}
}
