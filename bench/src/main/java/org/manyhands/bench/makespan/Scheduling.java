package org.manyhands.bench.makespan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.EndForecast;

/** What a project's server decides. */
interface Scheduling {
    String title();

    /** The batch begins. */
    void begin(Project project);

    /** Called four times a minute while the batch runs. */
    void look(Project project);

    /** Called every few seconds: the work generator looks; true when there is more to hand out. */
    boolean refill(Project project);

    /** False when no host could be given anything now. */
    boolean hasWork(Project project);

    /** How many seconds of work to send to a host that has this much; 0 for none. */
    double wantedSeconds(Project project, SimulatedHost host, double heldSeconds);

    /** No host holds more tasks. */
    int mostHeld();

    /** A task for the host, taken from what waits. */
    @Nullable
    Task choose(Project project, SimulatedHost host);

    double deadlineSeconds(SimulatedHost host, Task task);

    /** True when the server waits for nobody who has started, and takes back what has not. */
    boolean withdraws();

    /** The end as it is expected now. */
    Optional<EndForecast> forecast(Project project);
}
