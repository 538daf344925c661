package org.manyhands.bench.makespan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.Buffers;
import org.manyhands.db.schedule.Deadlines;
import org.manyhands.db.schedule.EndForecast;
import org.manyhands.db.schedule.Fleet;
import org.manyhands.db.schedule.Pace;
import org.manyhands.db.schedule.Prediction;
import org.manyhands.db.schedule.Progress;
import org.manyhands.db.schedule.Tail;

/** Manyhands: every decision is the production code's; this only brings it the facts that a server has. */
final class Manyhands implements Scheduling {
    /** {@code policy.deadline}. */
    static final double FLOOR_SECONDS = 3_600;
    /** What hosts claim of their speed while nothing was measured. */
    static final double TYPICAL_SPEED = Model.REFERENCE_FUEL_PER_SECOND;

    private static final double WINDOW_SECONDS = 4 * 3_600;
    private static final int FLEET_SAMPLE = 2_000;
    private static final int FLEET_LOOKS = 20;

    private final Supply supply;
    private Fleet fleet = Fleet.UNKNOWN;
    private Pace pace = Pace.UNKNOWN;
    private double drainSeconds = Double.POSITIVE_INFINITY;
    private long looks;

    Manyhands(Supply supply) {
        this.supply = supply;
    }

    @Override
    public String title() {
        return "Manyhands" + supply.title();
    }

    @Override
    public void begin(Project project) {
        supply.begin(project);
        fleet(project);
    }

    @Override
    public void look(Project project) {
        if (looks++ % FLEET_LOOKS == 0) {
            fleet(project);
        }
        pace = pace(project);
        drainSeconds = pace.secondsFor(units(project.waiting.fuel() + supply.uncutFuel()));
        if (!Tail.begun(drainSeconds, fleet.copySeconds())) {
            return;
        }
        Map<Long, Task> open = new HashMap<>();
        List<Tail.Flight> flights = new ArrayList<>();
        for (Task task : project.open) {
            open.put(task.id, task);
            flights.add(new Tail.Flight(
                    task.id,
                    left(project, task),
                    fleet.copySeconds() * units(task.fuel),
                    heard(project, task),
                    task.waiting > 0,
                    units(task.fuel)));
        }
        double room = Tail.allowance(project.totalTasks, 1) - units(project.extraCopies);
        for (Tail.Flight flight : Tail.toCopy(flights, drainSeconds, room)) {
            Task task = open.get(flight.unit());
            if (task != null) {
                task.waiting++;
                project.tail.add(task, project.now);
                project.extraCopies += task.fuel;
            }
        }
    }

    @Override
    public boolean refill(Project project) {
        return supply.refill(project);
    }

    @Override
    public boolean hasWork(Project project) {
        return !project.waiting.isEmpty() || project.tail.size() > 0;
    }

    @Override
    public double wantedSeconds(Project project, SimulatedHost host, double heldSeconds) {
        boolean tail = Tail.begun(drainSeconds, fleet.copySeconds());
        double buffer = Math.max(1, Buffers.seconds(host.availability, false, tail));
        return Math.max(0, buffer - heldSeconds);
    }

    /** The agent asks for one beside the one that it runs. */
    @Override
    public int mostHeld() {
        return 2;
    }

    @Override
    public @Nullable Task choose(Project project, SimulatedHost host) {
        Task copy = tailCopy(project, host);
        if (copy != null) {
            return copy;
        }
        return supply.choose(project, host, task -> inTime(host, task));
    }

    private boolean inTime(SimulatedHost host, Task task) {
        return !Tail.startsTooLate(turnaround(host, task.fuel), drainSeconds, fleet.copySeconds() * units(task.fuel));
    }

    private @Nullable Task tailCopy(Project project, SimulatedHost host) {
        return project.tail.take(host, project.now - Tail.PATIENCE_SECONDS, fuel -> {
            Prediction whole = turnaround(host, fuel);
            double fastSeconds = fleet.fastSeconds(project.tail.size()) * units(fuel);
            return Tail.suits(whole, host.known.reliability(), fastSeconds);
        });
    }

    @Override
    public double deadlineSeconds(SimulatedHost host, Task task) {
        return Deadlines.seconds(turnaround(host, task.fuel), FLOOR_SECONDS);
    }

    @Override
    public boolean withdraws() {
        return true;
    }

    @Override
    public Optional<EndForecast> forecast(Project project) {
        List<Prediction> underWay = new ArrayList<>();
        for (Task task : project.open) {
            underWay.add(left(project, task));
        }
        return EndForecast.of(new EndForecast.Ahead(
                units(project.waiting.fuel() + supply.uncutFuel()),
                pace(project),
                underWay,
                fleet.copySeconds(),
                supply.tapered()));
    }

    static Prediction turnaround(SimulatedHost host, long fuel) {
        return host.known.turnaround(fuel, TYPICAL_SPEED);
    }

    private static int heard(Project project, Task task) {
        return (int) task.underWay.stream()
                .filter(copy -> !Progress.isSilent(project.now - copy.host.lastCall(project.now)))
                .count();
    }

    /** The earliest of the copies under way. */
    private static Prediction left(Project project, Task task) {
        Prediction earliest = new Prediction(Double.MAX_VALUE, 0);
        for (Copy copy : task.underWay) {
            SimulatedHost host = copy.host;
            double heard = host.lastCall(project.now);
            double ran = copy.ranBy(heard);
            double work = host.known.workSeconds((long) (task.fuel - ran), TYPICAL_SPEED);
            Prediction left = Progress.left(host.availability, work, project.now - heard);
            earliest = left.medianSeconds() < earliest.medianSeconds() ? left : earliest;
        }
        return earliest;
    }

    private static Pace pace(Project project) {
        double returned = project.returnedSince(project.now - WINDOW_SECONDS);
        double headway = 0;
        if (project.now < WINDOW_SECONDS) {
            for (Task task : project.open) {
                double most = 0;
                for (Copy copy : task.underWay) {
                    most = Math.max(most, copy.ranBy(copy.host.lastCall(project.now)));
                }
                headway += most;
            }
        }
        return Pace.of(units((long) returned), units((long) headway), Math.min(project.now, WINDOW_SECONDS));
    }

    /** Looks at hosts that were heard of lately. */
    private void fleet(Project project) {
        List<SimulatedHost> there = new ArrayList<>();
        int step = Math.max(1, project.hosts.size() / FLEET_SAMPLE);
        for (int index = 0; index < project.hosts.size(); index += step) {
            SimulatedHost host = project.hosts.get(index);
            if (!Progress.isSilent(project.now - host.lastCall(project.now))) {
                there.add(host);
            }
        }
        fleet = Fleet.of(
                there.stream().map(host -> turnaround(host, Model.TASK_FUEL)).toList(), step);
    }

    private static double units(long fuel) {
        return (double) fuel / Model.TASK_FUEL;
    }
}
