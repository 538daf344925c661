package org.manyhands.sandbox;

/** Hears from a run while it goes on; called on the thread that waits for the run. */
@FunctionalInterface
public interface RunObserver {
    RunObserver NONE = fuel -> {};

    /** Fuel used so far; called a few times a second at most. */
    void progress(long fuel);

    /** A sentence for the person who asked for the run, about how it goes: resumed, not saved. Changes no outcome. */
    default void notice(String words) {}

    /**
     * The same, with the linear memory that the program holds; by default passed on without it.
     *
     * @param memoryBytes bytes of memory, 0 while nothing is known of it
     */
    default void progress(long fuel, long memoryBytes) {
        progress(fuel);
    }

    /** The run is over: nothing more will be heard of it. */
    default void ended() {}

    /** True to hear what the program writes while it runs; asked once, before the run. */
    default boolean streaming() {
        return false;
    }

    /** The program wrote these bytes to standard output; only when {@link #streaming}. */
    default void standardOutput(byte[] bytes) {}

    /** The program wrote these bytes to standard error; only when {@link #streaming}. */
    default void standardError(byte[] bytes) {}
}
