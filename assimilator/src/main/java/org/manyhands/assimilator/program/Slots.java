package org.manyhands.assimilator.program;

import java.nio.file.Path;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;

/**
 * Where assemblers run.
 *
 * @param directory for temporary files and the cache of compiled code
 * @param limits of one run
 * @param wallMillis how long one run may take on this machine
 */
public record Slots(Path directory, Limits limits, long wallMillis) {
    private static final Limits GENEROUS = new Limits(2_000_000_000_000L, 512L << 20, 256L << 20, 10_000);
    private static final long TEN_MINUTES = 600_000;

    /** Limits that hold back nothing but mischief. */
    public static Slots in(Path directory) {
        return new Slots(directory, GENEROUS, TEN_MINUTES);
    }

    Slot open() {
        return Slot.open(SlotSettings.in(directory).forLimits(limits));
    }
}
