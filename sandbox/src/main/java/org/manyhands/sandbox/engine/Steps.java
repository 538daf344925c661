package org.manyhands.sandbox.engine;

import java.io.IOException;
import org.manyhands.sandbox.wasi.WasiProcess;

/**
 * What the host does between the steps of a module with the step API. The guest never learns of it. Called on the run's
 * own thread.
 */
public interface Steps {
    /** Does nothing: the run begins at its beginning and is never saved. */
    Steps NONE = new Steps() {};

    /** True when the run does not begin but goes on from a state that {@link #restore} knows. */
    default boolean resuming() {
        return false;
    }

    /**
     * Gives a guest that has not begun the state from which it goes on.
     *
     * @throws IOException when it cannot; the guest, its {@link WasiProcess} and its meter are then of no more use
     */
    default void restore(GuestState guest) throws IOException {}

    /** Before the first step, and after each that says there is more. */
    default void between(GuestState guest) {}
}
