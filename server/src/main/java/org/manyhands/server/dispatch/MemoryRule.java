package org.manyhands.server.dispatch;

import java.util.List;
import java.util.Objects;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.sandbox.slot.HeapNeed;

/** A work unit goes only to a host whose slots have room for as much memory as it may need, and for what it may leave. */
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
        return results + (results == 1 ? " result that waits needs up to " : " results that wait need up to ") + largest
                + " bytes of memory in a slot, with what they may leave above 64 MiB, more than the "
                + asking.wanted().memoryBytes() + " that this host gives";
    }

    private static long needed(Offer offer) {
        UnitLimits limits = Objects.requireNonNull(offer.batch().limits());
        return HeapNeed.asMemory(limits.memoryBytes(), limits.outputBytes());
    }
}
