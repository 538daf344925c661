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
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.schedule.Tail;

/** Manyhands: every decision is the production code's; this only brings it the facts that a server has. */
final class Manyhands implements Scheduling {
    private static final double FLOOR_SECONDS = 3_600;
    private static final double TYPICAL_SPEED = Model.REFERENCE_FUEL_PER_SECOND;
    private static final double WINDOW_SECONDS = 4 * 3_600;
    private static final int FLEET_SAMPLE = 2_000;
    private static final int FLEET_MINUTES = 20;
    private static final SizeClasses SIZES = new SizeClasses(Model.TASK_FUEL / 64, 13);

    private final boolean sized;
    private Fleet fleet = Fleet.UNKNOWN;
    private Pace pace = Pace.UNKNOWN;
    private double drainSeconds = Double.POSITIVE_INFINITY;
    private long minutes;
    private long uncutFuel;

    /** @param sized true when tasks are cut in sizes for each host, false when all take an hour on the reference host */
    Manyhands(boolean sized) {
        this.sized = sized;
    }

    @Override
    public String title() {
        return sized ? "Manyhands, size classes" : "Manyhands";
    }

    @Override
    public void begin(Project project) {
        if (sized) {
            uncutFuel = project.totalFuel;
        } else {
            for (long task = 0; task < project.totalTasks; task++) {
                project.enqueue(project.task(Model.TASK_FUEL));
            }
        }
        look(project);
    }

    @Override
    public void minute(Project project) {
        if (minutes++ % FLEET_MINUTES == 0) {
            look(project);
        }
        pace = pace(project);
        drainSeconds = pace.secondsFor(units(project.waitingFuel + uncutFuel));
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
    public boolean hasWork(Project project) {
        return uncutFuel > 0 || !project.waiting.isEmpty() || project.tail.size() > 0;
    }

    @Override
    public double wantedSeconds(Project project, SimulatedHost host, double heldSeconds) {
        boolean tail = Tail.begun(drainSeconds, fleet.copySeconds());
        double buffer = Math.max(1, Buffers.seconds(host.availability, false, tail));
        return Math.max(0, buffer - heldSeconds);
    }

    @Override
    public @Nullable Task choose(Project project, SimulatedHost host) {
        Task copy = tailCopy(project, host);
        if (copy != null) {
            return copy;
        }
        Prediction turnaround = host.known.turnaround(Model.TASK_FUEL, TYPICAL_SPEED);
        Task first = Tail.startsTooLate(turnaround, drainSeconds, fleet.copySeconds()) ? null : project.take(host);
        if (first != null || uncutFuel == 0) {
            return first;
        }
        int sizeClass = SIZES.of(host.known.fuelPerSecond(TYPICAL_SPEED), drainSeconds);
        long fuel = Math.min(uncutFuel, SIZES.fuel(sizeClass));
        uncutFuel -= fuel;
        return project.task(fuel);
    }

    private @Nullable Task tailCopy(Project project, SimulatedHost host) {
        return project.tail.take(host, project.now - Tail.PATIENCE_SECONDS, fuel -> {
            Prediction whole = host.known.turnaround(fuel, TYPICAL_SPEED);
            double fastSeconds = fleet.fastSeconds(project.tail.size()) * units(fuel);
            return Tail.suits(whole, host.known.reliability(), fastSeconds);
        });
    }

    @Override
    public double deadlineSeconds(SimulatedHost host, Task task) {
        return Deadlines.seconds(host.known.turnaround(task.fuel, TYPICAL_SPEED), FLOOR_SECONDS);
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
                units(project.waitingFuel + uncutFuel), pace(project), underWay, fleet.copySeconds(), sized));
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
    private void look(Project project) {
        List<SimulatedHost> there = new ArrayList<>();
        int step = Math.max(1, project.hosts.size() / FLEET_SAMPLE);
        for (int index = 0; index < project.hosts.size(); index += step) {
            SimulatedHost host = project.hosts.get(index);
            if (!Progress.isSilent(project.now - host.lastCall(project.now))) {
                there.add(host);
            }
        }
        fleet = Fleet.of(
                there.stream()
                        .map(host -> host.known.turnaround(Model.TASK_FUEL, TYPICAL_SPEED))
                        .toList(),
                step);
    }

    private static double units(long fuel) {
        return (double) fuel / Model.TASK_FUEL;
    }
}
