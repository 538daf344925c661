package org.manyhands.generator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.manyhands.protocol.id.BatchId;

/** How fast servers take results of each batch, from what was made and what still waits at each look. Only looks are remembered, so a new process learns it anew. */
final class Demand {
    /** How far back it looks. */
    static final long WINDOW_MILLIS = 10_000;

    private final Map<BatchId, Deque<Look>> looks = new HashMap<>();

    /**
     * Notes a look.
     *
     * @param made results that were ever made of the batch
     * @param waiting those that no server has taken
     */
    void note(BatchId batch, long made, long waiting, long nowMillis) {
        Deque<Look> known = looks.computeIfAbsent(batch, id -> new ArrayDeque<>());
        known.addLast(new Look(nowMillis, made - waiting));
        // One look from before the window stays, so that the whole window is measured.
        while (known.size() > 2 && second(known).millis() <= nowMillis - WINDOW_MILLIS) {
            known.removeFirst();
        }
    }

    /** Results a second, over the last seconds; at least a second counts, so that the first looks do not exaggerate. */
    long perSecond(BatchId batch) {
        Deque<Look> known = looks.get(batch);
        if (known == null) {
            return 0;
        }
        Look first = known.getFirst();
        Look last = known.getLast();
        long taken = Math.max(0, last.taken() - first.taken());
        return taken * 1_000 / Math.max(1_000, last.millis() - first.millis());
    }

    /** Forgets all others. */
    void keep(Set<BatchId> batches) {
        looks.keySet().retainAll(batches);
    }

    private static Look second(Deque<Look> looks) {
        return looks.stream().skip(1).findFirst().orElseThrow();
    }

    private record Look(long millis, long taken) {}
}
