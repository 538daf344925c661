package org.manyhands.sandbox.slot;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.meter.HostFailedException;

/** How much heap a run can come to need. */
public final class HeapNeed {
    /** The engine, the compiled module and the buffers of a run. */
    private static final long BASE_BYTES = 48L << 20;

    /** Modules up to this size find room beside a run; most programs are far smaller. */
    static final long SMALL_MODULE_BYTES = 2L << 20;

    /** Of code a byte becomes some 40 in memory, of data one; the classes that come of it are hardly larger than it. */
    private static final long HEAP_PER_MODULE_BYTE = 40;

    private HeapNeed() {}

    /** Heap in bytes for parsing and compiling a module of this size, over and above what its run needs. */
    static long ofModule(long moduleBytes) {
        return moduleBytes <= SMALL_MODULE_BYTES ? 0 : moduleBytes * HEAP_PER_MODULE_BYTE;
    }

    /**
     * The most heap in bytes: memory and, while it doubles, its old half; and all of {@code /out}.
     *
     * @param memoryBytes most linear memory
     */
    public static long of(long memoryBytes, Limits limits) {
        return memoryBytes + memoryBytes / 2 + limits.outputBytes() + BASE_BYTES;
    }

    /**
     * The least memory limit in bytes of a slot in which a run finds room: slots have room for so much memory and for the usual 64 MiB of output, and what a
     * run may leave above these takes room from its memory, of which a byte takes one and a half.
     */
    public static long asMemory(long memoryBytes, long outputBytes) {
        long above = Math.max(0, outputBytes - Limits.DEFAULT_OUTPUT_BYTES);
        return memoryBytes + (2 * above + 2) / 3;
    }

    /** Refuses a module for which this computer has too little memory altogether. */
    static void requireOfMachine(Path module, long moduleBytes, long heapBytes) throws SlotException {
        if (moduleBytes > SMALL_MODULE_BYTES
                && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                && heapBytes > machine.getTotalMemorySize()) {
            throw new SlotException("a slot for the module " + module + " of " + moduleBytes + " bytes may need "
                    + heapBytes + " bytes of heap, but this computer has " + machine.getTotalMemorySize()
                    + " bytes of memory; use a smaller module, lower limits or another computer");
        }
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
