package org.manyhands.sandbox.slot;

import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.meter.HostFailedException;

/** How much heap a run can come to need. */
public final class HeapNeed {
    /** The engine, the compiled module and the buffers of a run. */
    private static final long BASE_BYTES = 48L << 20;

    private HeapNeed() {}

    /**
     * The most heap in bytes: memory and, while it doubles, its old half; and all of {@code /out}.
     *
     * @param memoryBytes most linear memory
     */
    public static long of(long memoryBytes, Limits limits) {
        return memoryBytes + memoryBytes / 2 + limits.outputBytes() + BASE_BYTES;
    }

    static void require(long memoryBytes, Limits limits, long heapBytes) {
        long need = of(memoryBytes, limits);
        if (need > heapBytes) {
            throw new HostFailedException("the run may need " + need + " bytes of heap (memory up to " + memoryBytes
                    + ", output up to " + limits.outputBytes() + "), but the slot has " + heapBytes
                    + "; give the slot more heap or the run lower limits");
        }
    }
}
