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
    final Set<Task> waiting = new LinkedHashSet<>();
    /** Copies of the tail that wait. */
    final TailCopies tail = new TailCopies();
    /** Tasks that hosts have. */
    final Set<Task> open = new LinkedHashSet<>();
    /** When tasks were done, with their fuel: seconds and fuel in turn. */
    private final ArrayDeque<double[]> returns = new ArrayDeque<>();

    double now;
    long waitingFuel;
    long doneFuel;
    long doneTasks;
    long extraCopies;
    private double returnedFuel;
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
        waiting.add(task);
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

    /** Notes that a task was done now. */
    void returned(long fuel) {
        returns.addLast(new double[] {now, (double) fuel});
        returnedFuel += fuel;
    }

    /** Fuel of the tasks that were done since then; what is older is forgotten. */
    double returnedSince(double then) {
        while (!returns.isEmpty() && returns.getFirst()[0] < then) {
            returnedFuel -= returns.removeFirst()[1];
        }
        return returnedFuel;
    }

    boolean finished() {
        return doneFuel >= totalFuel;
    }
}
