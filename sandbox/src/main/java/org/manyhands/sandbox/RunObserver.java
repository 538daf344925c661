package org.manyhands.sandbox;

/** Hears from a run while it goes on; called on the thread that waits for the run. */
@FunctionalInterface
public interface RunObserver {
    RunObserver NONE = fuel -> {};

    /** Fuel used so far; called a few times a second at most. */
    void progress(long fuel);
}
