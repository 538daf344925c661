package org.manyhands.bench.makespan;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server's side of the simulated batch. */
final class Project {
    final List<SimulatedHost> hosts;
    final long totalFuel;
    final long totalTasks;

    /** Tasks to hand out: first copies, and those to be done again. */
    final ArrayDeque<Task> waiting = new ArrayDeque<>();
    /** Copies of the tail that wait. */
    final Set<Task> tail = new LinkedHashSet<>();
    /** Tasks that hosts have. */
    final Set<Task> open = new LinkedHashSet<>();
    /** When tasks were done, with their fuel: seconds and fuel in turn. */
    final ArrayDeque<double[]> returns = new ArrayDeque<>();

    double now;
    long waitingFuel;
    long doneFuel;
    long doneTasks;
    long extraCopies;
    private long nextTask;

    Project(List<SimulatedHost> hosts, long totalFuel, long totalTasks) {
        this.hosts = hosts;
        this.totalFuel = totalFuel;
        this.totalTasks = totalTasks;
    }

    Task task(long fuel) {
        return new Task(nextTask++, fuel, true);
    }

    void enqueue(Task task) {
        waiting.addLast(task);
        waitingFuel += task.fuel;
    }

    /** The first that waits and that this host had no copy of; null when there is none. */
    @Nullable
    Task take(SimulatedHost host) {
        for (Iterator<Task> tasks = waiting.iterator(); tasks.hasNext(); ) {
            Task task = tasks.next();
            if (!task.had.contains(host)) {
                tasks.remove();
                waitingFuel -= task.fuel;
                return task;
            }
        }
        return null;
    }

    boolean finished() {
        return doneFuel >= totalFuel;
    }
}
