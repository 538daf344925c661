package org.manyhands.bench.makespan;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.Deadlines;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Pace;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.schedule.SizeStock;

/** The input is cut into pieces of a second, and a task is a run of them: cut ahead by the production stock, given out as the server's rule of sizes does. */
final class SizedTasks implements Supply {
    private static final SizeClasses SIZES = SizeClasses.ofPieces(Model.PIECE_FUEL, 10 * Model.PIECE_FUEL, 4_096, 0);
    private static final double TAKEN_SECONDS = 10;
    private static final int MOST_WAITING = 2_000;

    private final SizeStock stock = new SizeStock(SIZES);
    private final ArrayDeque<Taken> taken = new ArrayDeque<>();
    private long uncutFuel;

    private record Taken(double at, int sizeClass) {}

    @Override
    public String title() {
        return ", size classes";
    }

    @Override
    public void begin(Project project) {
        uncutFuel = project.totalFuel;
        refill(project);
    }

    @Override
    public long uncutFuel() {
        return uncutFuel;
    }

    @Override
    public boolean refill(Project project) {
        int room = MOST_WAITING - project.waiting.size();
        if (uncutFuel == 0 || room <= 0) {
            return false;
        }
        List<SimulatedHost> hosts = project.workers();
        List<Double> speeds =
                hosts.stream().map(host -> host.known.speed().median()).toList();
        double capacity = hosts.stream()
                .mapToDouble(
                        host -> 1 / Manyhands.turnaround(host, Model.TASK_FUEL).medianSeconds())
                .sum();
        double pace = Math.max(project.pace().unitsPerSecond(), capacity);
        double left = (double) (uncutFuel + project.waiting.fuel()) / Model.TASK_FUEL;
        List<Integer> missing = stock.missing(
                speeds, new Pace(pace, 1).secondsFor(left), project.waiting.untouched(), lately(project.now), room);
        for (int sizeClass : missing) {
            long fuel = Math.min(uncutFuel, SIZES.fuel(sizeClass));
            if (fuel > 0) {
                uncutFuel -= fuel;
                project.enqueue(project.task(fuel, SizeClasses.holding((int) (fuel / Model.PIECE_FUEL))));
            }
        }
        return !missing.isEmpty();
    }

    private Map<Integer, Long> lately(double now) {
        while (!taken.isEmpty() && taken.getFirst().at() < now - TAKEN_SECONDS) {
            taken.removeFirst();
        }
        Map<Integer, Long> counts = new HashMap<>();
        taken.forEach(one -> counts.merge(one.sizeClass(), 1L, Long::sum));
        return counts;
    }

    @Override
    public @Nullable Task choose(Project project, SimulatedHost host, Predicate<Task> suits) {
        HostRecord known = host.known;
        int own = known.speed().samples() == 0 ? 0 : SIZES.of(known.speed().median(), Double.POSITIVE_INFINITY);
        List<Integer> inOrder = project.waiting.classes().stream()
                .sorted(Comparator.comparingInt(sizeClass -> SizeClasses.rank(own, sizeClass)))
                .toList();
        for (int sizeClass : inOrder) {
            Task task = project.waiting.take(
                    host,
                    sizeClass,
                    suits.and(each -> sizeClass <= own
                            || (project.now >= each.waitsSince + SizeClasses.PATIENCE_SECONDS
                                    && Deadlines.finishes(
                                            known,
                                            each.fuel,
                                            known.fuelPerSecond(Manyhands.TYPICAL_SPEED),
                                            Manyhands.FLOOR_SECONDS))));
            if (task != null) {
                taken.addLast(new Taken(project.now, sizeClass));
                return task;
            }
        }
        return null;
    }

    @Override
    public boolean tapered() {
        return true;
    }
}
