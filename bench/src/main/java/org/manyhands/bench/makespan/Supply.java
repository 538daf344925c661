package org.manyhands.bench.makespan;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where the first copies of a batch's tasks come from. */
interface Supply {
    /** Added to the title of what is compared. */
    String title();

    /** The batch begins. */
    void begin(Project project);

    /** Of the input that is in no task yet. */
    long uncutFuel();

    /** The work generator looks whether it should cut more; true when it did. */
    boolean refill(Project project);

    /** A task for the host, taken from what waits; null when there is none that suits. */
    @Nullable
    Task choose(Project project, SimulatedHost host, Predicate<Task> suits);

    /** True when tasks become smaller towards the end. */
    boolean tapered();
}
