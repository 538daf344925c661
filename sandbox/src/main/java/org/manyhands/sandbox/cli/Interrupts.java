package org.manyhands.sandbox.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.manyhands.sandbox.Slot;

/** Ctrl-C cancels the run; the process then ends as an interrupted one does, once the outcome has been shown. */
final class Interrupts implements AutoCloseable {
    private static final long SHOW_SECONDS = 5;

    private final CountDownLatch shown = new CountDownLatch(1);
    private final Thread hook;

    private Interrupts(Slot slot) {
        hook = new Thread(() -> {
            slot.cancel();
            try {
                shown.await(SHOW_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static Interrupts cancelling(Slot slot) {
        Interrupts interrupts = new Interrupts(slot);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    @Override
    public void close() {
        shown.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: the process is on its way out.
        }
    }
}
