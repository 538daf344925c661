package org.manyhands.server.dispatch;

import java.util.List;
import java.util.Objects;

/** A work unit goes only to a host whose slots may use as much memory as it may need. */
public final class MemoryRule implements MatchingRule {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return needed(offer) <= asking.wanted().memoryBytes();
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        long largest = offers.stream().mapToLong(MemoryRule::needed).max().orElse(0);
        return results + " results that wait need up to " + largest + " bytes of memory in a slot, more than the "
                + asking.wanted().memoryBytes() + " that this host gives";
    }

    private static long needed(Offer offer) {
        return Objects.requireNonNull(offer.batch().limits()).memoryBytes();
    }
}
