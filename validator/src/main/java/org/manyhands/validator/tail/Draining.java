package org.manyhands.validator.tail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.manyhands.protocol.id.BatchId;

/** How soon nothing of a batch waits any more, from how fast that became less at the last looks. Only looks are remembered. */
final class Draining {
    /** How far back it looks. */
    static final long WINDOW_MILLIS = 10 * 60_000;

    /** Longer than any turn through all batches takes. */
    static final long MEMORY_MILLIS = 60 * 60_000;

    private final Map<BatchId, Deque<Look>> looks = new HashMap<>();

    /**
     * Notes a look.
     *
     * @param waiting results (or pieces of the input) that no host has
     * @return seconds until none waits: 0 when none does, infinity while that is not known
     */
    double note(BatchId batch, double waiting, long nowMillis) {
        Deque<Look> known = looks.computeIfAbsent(batch, id -> new ArrayDeque<>());
        known.addLast(new Look(nowMillis, waiting));
        while (known.size() > 2 && known.getFirst().millis() < nowMillis - WINDOW_MILLIS) {
            known.removeFirst();
        }
        if (waiting == 0) {
            return 0;
        }
        Look first = known.getFirst();
        double seconds = (nowMillis - first.millis()) / 1_000.0;
        double handedOut = first.waiting() - waiting;
        return handedOut <= 0 || seconds <= 0 ? Double.POSITIVE_INFINITY : waiting * seconds / handedOut;
    }

    /** Forgets batches that were not looked at for so long that they have ended. */
    void forget(long nowMillis) {
        looks.values().removeIf(known -> known.getLast().millis() < nowMillis - MEMORY_MILLIS);
    }

    private record Look(long millis, double waiting) {}
}
