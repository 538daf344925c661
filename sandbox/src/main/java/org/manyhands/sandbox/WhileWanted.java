package org.manyhands.sandbox;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Cancels a run that nobody waits for any more. It asks once a second at most, and not in the first second, so that a
 * short run costs no question.
 */
public final class WhileWanted implements RunObserver {
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final Slot slot;
    private final BooleanSupplier wanted;
    private long looked = System.nanoTime();

    /**
     * For one run.
     *
     * @param wanted asked on the thread that waits for the run
     */
    public WhileWanted(Slot slot, BooleanSupplier wanted) {
        this.slot = slot;
        this.wanted = wanted;
    }

    @Override
    public void progress(long fuel) {
        long now = System.nanoTime();
        if (now - looked >= LOOK) {
            looked = now;
            if (!wanted.getAsBoolean()) {
                slot.cancel();
            }
        }
    }
}
