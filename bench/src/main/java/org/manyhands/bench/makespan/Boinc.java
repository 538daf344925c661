package org.manyhands.bench.makespan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.EndForecast;

/**
 * BOINC as it comes: a delay bound of a week for every result (the default of {@code create_work}), no copies at the end of a batch,
 * and the client's work buffer (0.1 days, filled up to 0.6: defaults of {@code GLOBAL_PREFS}), or none.
 */
record Boinc(boolean buffered) implements Scheduling {
    private static final double DAY = 86_400;
    private static final double DELAY_BOUND = 7 * DAY;
    private static final double LEAST = 0.1 * DAY;
    private static final double MOST = 0.6 * DAY;

    @Override
    public String title() {
        return buffered ? "BOINC, defaults" : "BOINC, no buffer";
    }

    @Override
    public void begin(Project project) {
        for (long task = 0; task < project.totalTasks; task++) {
            project.enqueue(project.task());
        }
    }

    @Override
    public void look(Project project) {}

    @Override
    public boolean refill(Project project) {
        return false;
    }

    @Override
    public boolean hasWork(Project project) {
        return !project.waiting.isEmpty();
    }

    /** The client counts with the time that its computer is on, which the model lets it know exactly. */
    @Override
    public double wantedSeconds(Project project, SimulatedHost host, double heldSeconds) {
        double heldTime = heldSeconds / host.owner.on();
        return buffered ? (heldTime < LEAST ? (MOST - heldTime) * host.owner.on() : 0) : (heldSeconds > 0 ? 0 : 1);
    }

    @Override
    public int mostHeld() {
        return Integer.MAX_VALUE;
    }

    @Override
    public @Nullable Task choose(Project project, SimulatedHost host) {
        return project.take(host);
    }

    @Override
    public double deadlineSeconds(SimulatedHost host, Task task) {
        return DELAY_BOUND;
    }

    @Override
    public boolean withdraws() {
        return false;
    }

    @Override
    public Optional<EndForecast> forecast(Project project) {
        return Optional.empty();
    }
}
