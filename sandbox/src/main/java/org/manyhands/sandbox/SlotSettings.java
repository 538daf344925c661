package org.manyhands.sandbox;

import java.nio.file.Path;

/**
 * How a slot process is started.
 *
 * @param java the {@code java} program to start it with
 * @param directory the slot's own directory, made if missing: temporary files and the cache of compiled code
 * @param heapBytes most heap of the slot process, over and above nothing: linear memory lies in it
 */
public record SlotSettings(Path java, Path directory, long heapBytes) {
    /** The environment variable that names the {@code java} for slots, or its home. */
    public static final String JAVA_VARIABLE = "MANYHANDS_SLOT_JAVA";

    /** Settings with the Java that {@link #JAVA_VARIABLE} names, or the newest of this computer ({@link Jdks}). */
    public static SlotSettings in(Path directory) {
        return new SlotSettings(Jdks.forSlots().java(), directory, 512L << 20);
    }

    /** The same with as much heap as a run with these limits can come to need. */
    public SlotSettings forLimits(Limits limits) {
        long need = org.manyhands.sandbox.slot.HeapNeed.of(limits.memoryBytes(), limits);
        return new SlotSettings(java, directory, Math.max(heapBytes, need));
    }
}
