package org.manyhands.generator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How fast servers take results of each batch (or each size class of one), from what was made and what still waits at each look. Only looks are remembered, so a new process learns it anew. */
final class Demand<K> {
    /** How far back it looks. */
    static final long WINDOW_MILLIS = 10_000;

    private final Map<K, Deque<Look>> looks = new HashMap<>();

    /**
     * Notes a look.
     *
     * @param made results that were ever made
     * @param waiting those that no server has taken
     */
    void note(K key, long made, long waiting, long nowMillis) {
        Deque<Look> known = looks.computeIfAbsent(key, id -> new ArrayDeque<>());
        known.addLast(new Look(nowMillis, made - waiting));
        // One look from before the window stays, so that the whole window is measured.
        while (known.size() > 2 && second(known).millis() <= nowMillis - WINDOW_MILLIS) {
            known.removeFirst();
        }
    }

    /** Results a second, over the last seconds; at least a second counts, so that the first looks do not exaggerate. */
    long perSecond(K key) {
        Deque<Look> known = looks.get(key);
        if (known == null) {
            return 0;
        }
        Look first = known.getFirst();
        Look last = known.getLast();
        long taken = Math.max(0, last.taken() - first.taken());
        return taken * 1_000 / Math.max(1_000, last.millis() - first.millis());
    }

    /** Forgets all others. */
    void keep(Predicate<K> known) {
        looks.keySet().removeIf(known.negate());
    }

    private static Look second(Deque<Look> looks) {
        return looks.stream().skip(1).findFirst().orElseThrow();
    }

    private record Look(long millis, long taken) {}
}
