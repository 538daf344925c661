package org.manyhands.bench.makespan;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.Pace;
import org.manyhands.db.schedule.Progress;

/** The server's side of the simulated batch. */
final class Project {
    /** So many of the newest returns say who works for a batch, as on the server. */
    private static final int LATELY = 400;

    final List<SimulatedHost> hosts;
    final long totalFuel;
    final long totalTasks;

    final Waiting waiting = new Waiting();
    /** Copies of the tail that wait. */
    final TailCopies tail = new TailCopies();
    /** Tasks that hosts have. */
    final Set<Task> open = new LinkedHashSet<>();
    /** When tasks were done, with their fuel: seconds and fuel in turn. */
    private final ArrayDeque<double[]> returns = new ArrayDeque<>();
    /** The newest of them. */
    private final ArrayDeque<Return> lately = new ArrayDeque<>();

    double now;
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

    /** A task of the size that all have. */
    Task task() {
        return task(Model.TASK_FUEL, 0);
    }

    Task task(long fuel, int sizeClass) {
        return new Task(nextTask++, fuel, sizeClass, true);
    }

    void enqueue(Task task) {
        waiting.add(task, now);
    }

    /** The first that waits and that this host had no copy of, where all are alike; null when there is none. */
    @Nullable
    Task take(SimulatedHost host) {
        return waiting.take(host, 0, task -> true);
    }

    private record Return(SimulatedHost host, double at, long fuel) {}

    /** Notes that a task was done now. */
    void returned(long fuel, SimulatedHost host) {
        lately.addLast(new Return(host, now, fuel));
        if (lately.size() > LATELY) {
            lately.removeFirst();
        }
        returns.addLast(new double[] {now, (double) fuel});
        returnedFuel += fuel;
    }

    /** Who works for the batch or did so lately, was measured and was heard of. */
    List<SimulatedHost> workers() {
        Stream<SimulatedHost> now = open.stream()
                .limit(LATELY)
                .flatMap(task -> task.underWay.stream().map(copy -> copy.host));
        return Stream.concat(lately.stream().map(Return::host), now)
                .distinct()
                .filter(host -> host.known.speed().samples() > 0)
                .filter(host -> !Progress.isSilent(this.now - host.lastCall(this.now)))
                .toList();
    }

    /** Tasks of an hour a second, by the newest returns. */
    Pace pace() {
        double fuel = lately.stream().mapToDouble(Return::fuel).sum();
        return lately.isEmpty()
                ? Pace.UNKNOWN
                : Pace.lately(
                        lately.size(),
                        fuel / Model.TASK_FUEL,
                        now - lately.getFirst().at());
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
