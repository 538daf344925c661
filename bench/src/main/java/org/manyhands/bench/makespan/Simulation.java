package org.manyhands.bench.makespan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.Availability;
import org.manyhands.db.schedule.HostRecord;

/** One batch from its start to its end on simulated hosts: a queue of events and a clock that jumps. */
final class Simulation {
    private static final double GIVEN_UP_AFTER = 120 * 86_400;
    private static final double LOOK = 15;
    private static final double REFILL = 5;
    private static final double[] FORECAST_AT = {0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98};

    private final Model model;
    private final long seed;
    private final Scheduling scheduling;
    private final Project project;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<Outcome.Forecast> forecasts = new ArrayList<>();
    private long order;
    private long earlier;
    private double t90 = Double.POSITIVE_INFINITY;
    private boolean running;

    Simulation(Model model, long seed, Scheduling scheduling) {
        this.model = model;
        this.seed = seed;
        this.scheduling = scheduling;
        List<SimulatedHost> hosts = new ArrayList<>();
        for (int id = 0; id < model.hosts(); id++) {
            hosts.add(new SimulatedHost(id, seed));
        }
        project = new Project(hosts, model.tasks() * Model.TASK_FUEL, model.tasks());
    }

    private enum Kind {
        /** The host goes on or off. */
        PERIOD,
        /** The host vanishes. */
        VANISH,
        /** The running copy is over. */
        FINISH,
        /** What ended while the host was cut off is reported. */
        REPORT,
        /** A copy's deadline passes. */
        DEADLINE,
        /** The batch starts. */
        START,
        /** The server looks at its batch. */
        LOOK,
        /** The work generator looks at it. */
        REFILL
    }

    private record Event(
            double at,
            long order,
            Kind kind,
            @Nullable SimulatedHost host,
            @Nullable Copy copy,
            int generation) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    Outcome run() {
        project.now = -model.warmUpSeconds();
        for (SimulatedHost host : project.hosts) {
            host.onSince = project.now;
            host.lastHeard = project.now;
            later(project.now + host.nextPeriod() / 2, Kind.PERIOD, host, null, 0);
            later(host.goneAt, Kind.VANISH, host, null, 0);
            ask(host);
        }
        later(0, Kind.START, null, null, 0);
        while (!project.finished() && project.now < GIVEN_UP_AFTER) {
            Event event = events.remove();
            project.now = event.at();
            handle(event);
        }
        double makespan = project.finished() ? project.now : Double.POSITIVE_INFINITY;
        return new Outcome(scheduling.title(), seed, makespan, t90, extra(), List.copyOf(forecasts));
    }

    private void handle(Event event) {
        SimulatedHost host = event.host();
        Copy copy = event.copy();
        switch (event.kind()) {
            case START -> start();
            case LOOK -> look();
            case REFILL -> refill();
            case PERIOD -> period(Objects.requireNonNull(host));
            case VANISH -> vanish(Objects.requireNonNull(host));
            case FINISH -> finish(Objects.requireNonNull(host), event.generation());
            case REPORT -> report(Objects.requireNonNull(copy));
            case DEADLINE -> deadline(Objects.requireNonNull(copy));
        }
    }

    private void start() {
        running = true;
        for (SimulatedHost host : project.hosts) {
            accrue(host);
            host.held.clear();
            host.running = null;
            host.generation++;
            host.idle = true;
            if (host.isNew) {
                host.known = HostRecord.NONE;
                host.availability = Availability.UNKNOWN;
            }
        }
        scheduling.begin(project);
        look();
        refill();
    }

    private void look() {
        scheduling.look(project);
        if (scheduling.hasWork(project)) {
            askAgain();
        }
        later(project.now + LOOK, Kind.LOOK, null, null, 0);
    }

    private void refill() {
        if (scheduling.refill(project)) {
            askAgain();
        }
        later(project.now + REFILL, Kind.REFILL, null, null, 0);
    }

    /** Hosts that found nothing ask again. */
    private void askAgain() {
        for (SimulatedHost host : project.hosts) {
            if (host.idle && host.reachable(project.now)) {
                ask(host);
            }
        }
    }

    private void period(SimulatedHost host) {
        if (host.gone) {
            return;
        }
        if (host.on) {
            host.lastHeard = host.lastCall(project.now);
            host.availability = host.availability.on(project.now - host.onSince);
            accrue(host);
            host.generation++;
            host.on = false;
        } else {
            host.availability = host.availability.heard(project.now - host.lastHeard, 0);
            host.on = true;
            host.onSince = project.now;
            if (project.now >= host.cutOffUntil) {
                host.lastHeard = project.now;
            }
            resume(host);
            if (host.reachable(project.now)) {
                ask(host);
            }
        }
        later(project.now + host.nextPeriod(), Kind.PERIOD, host, null, 0);
    }

    private void vanish(SimulatedHost host) {
        host.lastHeard = host.lastCall(project.now);
        accrue(host);
        host.gone = true;
        host.generation++;
    }

    private void finish(SimulatedHost host, int generation) {
        Copy copy = host.running;
        if (copy == null || host.generation != generation) {
            return;
        }
        accrue(host);
        copy.ran = copy.endsAt();
        host.held.remove(copy);
        host.running = null;
        host.generation++;
        copy.ended = true;
        if (copy.lateBy > 0 && project.now >= host.cutOffUntil) {
            host.lastHeard = host.lastCall(project.now);
            host.cutOffUntil = project.now + copy.lateBy;
        }
        if (project.now < host.cutOffUntil) {
            later(host.cutOffUntil, Kind.REPORT, host, copy, 0);
            next(host);
        } else {
            report(copy);
        }
    }

    /** The server hears how a copy ended. */
    private void report(Copy copy) {
        SimulatedHost host = copy.host;
        host.lastHeard = Math.max(host.lastHeard, project.now);
        Task task = copy.task;
        task.underWay.remove(copy);
        if (copy.errorAt < 1) {
            host.known = copy.givenUp ? host.known : host.known.broke();
            again(task);
        } else {
            double turnaround = project.now - copy.sentAt;
            host.known = host.known.returned(task.fuel, copy.workSeconds, turnaround);
            done(task, host);
        }
        if (host.running == null) {
            next(host);
        }
        ask(host);
    }

    private void done(Task task, SimulatedHost host) {
        if (!task.counted || task.done) {
            return;
        }
        task.done = true;
        project.open.remove(task);
        project.tail.remove(task);
        boolean waits = task.waiting > 0;
        task.waiting = 0;
        if (waits) {
            project.waiting.remove(task);
        }
        project.doneFuel += task.fuel;
        project.doneTasks++;
        project.returned(task.fuel, host);
        double share = (double) project.doneFuel / project.totalFuel;
        if (share >= 0.9 && Double.isInfinite(t90)) {
            t90 = project.now;
        }
        while (forecasts.size() < FORECAST_AT.length && share >= FORECAST_AT[forecasts.size()] && share < 1) {
            double at = FORECAST_AT[forecasts.size()];
            var forecast = scheduling.forecast(project);
            if (forecast.isEmpty()) {
                return;
            }
            forecasts.add(new Outcome.Forecast(
                    at,
                    project.now,
                    project.now + forecast.get().medianSeconds(),
                    project.now + forecast.get().earliestSeconds(),
                    project.now + forecast.get().latestSeconds()));
        }
    }

    /** A task whose copy is lost is handed out again, unless another is under way. */
    private void again(Task task) {
        boolean covered = task.underWay.stream().anyMatch(copy -> !copy.givenUp) || task.waiting > 0;
        if (task.counted && !task.done && !covered) {
            task.waiting++;
            project.enqueue(task);
        }
    }

    private void deadline(Copy copy) {
        if (!copy.ended && !copy.task.done) {
            copy.givenUp = true;
            copy.host.known = copy.host.known.broke();
            again(copy.task);
        }
    }

    /** The host calls for work. */
    private void ask(SimulatedHost host) {
        if (!host.reachable(project.now)) {
            return;
        }
        double heldSeconds = 0;
        for (Copy copy : host.held) {
            heldSeconds += (copy.task.fuel - copy.ran) / host.fuelPerSecond;
        }
        double wanted = running ? scheduling.wantedSeconds(project, host, heldSeconds) : heldSeconds > 0 ? 0 : 1;
        while (wanted > 0 && host.held.size() < scheduling.mostHeld()) {
            Task task = running ? scheduling.choose(project, host) : new Task(--earlier, Model.TASK_FUEL, 0, false);
            if (task == null) {
                break;
            }
            send(host, task);
            wanted -= task.fuel / host.fuelPerSecond;
        }
        host.idle = host.held.isEmpty();
        if (host.running == null) {
            next(host);
        }
    }

    private void send(SimulatedHost host, Task task) {
        double deadline = project.now + (running ? scheduling.deadlineSeconds(host, task) : Double.POSITIVE_INFINITY);
        Copy copy = new Copy(task, host, project.now, deadline);
        host.held.add(copy);
        task.underWay.add(copy);
        task.had.add(host);
        if (task.counted) {
            task.waiting = project.tail.contains(task) ? task.waiting : 0;
            project.open.add(task);
            copies.add(copy);
            later(deadline, Kind.DEADLINE, host, copy, 0);
        }
    }

    /** Starts the next copy that the host holds; what is not needed any more is dropped when it was not started. */
    private void next(SimulatedHost host) {
        while (scheduling.withdraws()
                && !host.held.isEmpty()
                && host.held.getFirst().task.done
                && !host.held.getFirst().started()) {
            Copy dropped = host.held.removeFirst();
            dropped.ended = true;
            dropped.task.underWay.remove(dropped);
        }
        host.running = host.held.peekFirst();
        host.idle = host.running == null;
        resume(host);
    }

    private void resume(SimulatedHost host) {
        host.runningSince = project.now;
        if (host.running != null && host.on && !host.gone) {
            host.generation++;
            double left = Math.max(0, host.running.endsAt() - host.running.ran) / host.running.speed;
            later(project.now + host.running.startSeconds + left, Kind.FINISH, host, null, host.generation);
        }
    }

    /** Counts what was computed since the host was last looked at. */
    private void accrue(SimulatedHost host) {
        if (host.running != null && host.on && !host.gone) {
            double seconds = Math.max(0, project.now - host.runningSince);
            double starting = Math.min(seconds, host.running.startSeconds);
            host.running.startSeconds -= starting;
            host.running.ran += (seconds - starting) * host.running.speed;
            host.running.workSeconds += seconds;
        }
        host.runningSince = project.now;
    }

    private double extra() {
        double spent = 0;
        for (Copy copy : copies) {
            boolean runsToItsEnd = copy.started() && (copy.ended || !copy.host.gone);
            spent += runsToItsEnd ? copy.endsAt() : copy.ran;
        }
        return (spent - project.doneFuel) / project.doneFuel;
    }

    private void later(double at, Kind kind, @Nullable SimulatedHost host, @Nullable Copy copy, int generation) {
        events.add(new Event(at, order++, kind, host, copy, generation));
    }
}
