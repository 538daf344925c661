package org.manyhands.sandbox.slot;

import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;

/** The parent's side of a slot process. */
public final class ProcessSlot {
    private ProcessSlot() {}

    public static Slot open(SlotSettings settings) {
        throw new UnsupportedOperationException("being built: " + settings);
    }
}
