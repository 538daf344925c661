package org.manyhands.sandbox.cli;

import java.nio.file.Path;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.slot.HeapNeed;

/** The slot of one {@code manyhands run}; compiled code stays in the user's cache for the next. */
record OwnSlot(Slot slot) implements AutoCloseable {
    static OwnSlot open(Limits limits) {
        SlotSettings standard = SlotSettings.in(cache().resolve("run"));
        long heap = Math.max(standard.heapBytes(), HeapNeed.of(limits.memoryBytes(), limits));
        return new OwnSlot(Slot.open(new SlotSettings(standard.java(), standard.directory(), heap)));
    }

    private static Path cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path base =
                named != null && !named.isBlank() ? Path.of(named) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("manyhands");
    }

    @Override
    public void close() {
        slot.close();
    }
}
