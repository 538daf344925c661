package org.manyhands.bench.makespan;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All tasks take the reference host an hour, and all are there from the start. */
final class EqualTasks implements Supply {
    @Override
    public String title() {
        return "";
    }

    @Override
    public void begin(Project project) {
        for (long task = 0; task < project.totalTasks; task++) {
            project.enqueue(project.task());
        }
    }

    @Override
    public long uncutFuel() {
        return 0;
    }

    @Override
    public boolean refill(Project project) {
        return false;
    }

    @Override
    public @Nullable Task choose(Project project, SimulatedHost host, Predicate<Task> suits) {
        return project.waiting.take(host, 0, suits);
    }

    @Override
    public boolean tapered() {
        return false;
    }
}
