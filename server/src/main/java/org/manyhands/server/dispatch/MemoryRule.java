package org.manyhands.server.dispatch;

import java.util.List;
import java.util.Objects;
import org.manyhands.db.batch.Batch;

/** A work unit goes only to a host whose slots may use as much memory as it may need. */
public final class MemoryRule implements MatchingRule {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean admits(Asking asking, Batch batch) {
        return needed(batch) <= asking.wanted().memoryBytes();
    }

    @Override
    public String words(Asking asking, long results, List<Batch> batches) {
        long largest = batches.stream().mapToLong(MemoryRule::needed).max().orElse(0);
        return results + " results that wait need up to " + largest + " bytes of memory in a slot, more than the "
                + asking.wanted().memoryBytes() + " that this host gives";
    }

    private static long needed(Batch batch) {
        return Objects.requireNonNull(batch.limits()).memoryBytes();
    }
}
