package org.manyhands.sandbox.cli;

import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.slot.HeapNeed;
import org.manyhands.sandbox.slot.UserCache;

/** The slot of one {@code manyhands run}; compiled code stays in the user's cache for the next. */
record OwnSlot(Slot slot) implements AutoCloseable {
    static OwnSlot open(Limits limits) {
        SlotSettings standard = SlotSettings.in(UserCache.directory().resolve("run"));
        long heap = Math.max(standard.heapBytes(), HeapNeed.of(limits.memoryBytes(), limits));
        return new OwnSlot(Slot.open(new SlotSettings(standard.java(), standard.directory(), heap)));
    }

    @Override
    public void close() {
        slot.close();
    }
}
