package org.manyhands.bench.makespan;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.Availability;
import org.manyhands.db.schedule.HostRecord;

/** A computer that somebody lends: how it truly is, what it does now, and what the project learned of it. */
final class SimulatedHost {
    final int id;
    final double fuelPerSecond;
    final Model.Owner owner;
    /** When it vanishes, seconds after the batch's start. */
    final double goneAt;
    /** Nothing is learned of it before the batch. */
    final boolean isNew;

    private final SplittableRandom trace;
    private final long noise;

    boolean on;
    boolean gone;
    double onSince;
    double cutOffUntil = Double.NEGATIVE_INFINITY;
    double lastHeard;
    final ArrayDeque<Copy> held = new ArrayDeque<>();

    @Nullable
    Copy running;

    double runningSince;
    int generation;
    boolean idle;

    HostRecord known = HostRecord.NONE;
    Availability availability = Availability.UNKNOWN;

    SimulatedHost(int id, long seed) {
        this.id = id;
        this.trace = new SplittableRandom(seed * 1_000_003L + id * 7_919L);
        this.noise = trace.nextLong();
        this.fuelPerSecond = Model.REFERENCE_FUEL_PER_SECOND * Math.exp(Model.SPEED_DEVIATION * Draws.normal(trace));
        this.owner = Draws.owner(trace);
        this.goneAt = Draws.exponential(trace, Model.LIFETIME_SECONDS);
        this.isNew = trace.nextDouble() < Model.NEW_HOSTS;
        this.on = trace.nextDouble() < owner.on();
    }

    /** How long it stays as it is now. */
    double nextPeriod() {
        return on
                ? Draws.weibull(trace, Model.ON_SHAPE, owner.meanOnSeconds())
                : Draws.lognormalOfMean(trace, owner.meanOffSeconds(), Model.OFF_DEVIATION);
    }

    /** Chance of one run on this host: the same under every scheduling. */
    SplittableRandom chance(long task) {
        return new SplittableRandom(noise ^ (task * 0x9E3779B97F4A7C15L));
    }

    boolean reachable(double now) {
        return on && !gone && now >= cutOffUntil;
    }

    /** When it last called, while it was on. */
    double lastCall(double now) {
        if (!on || gone || now < cutOffUntil) {
            return lastHeard;
        }
        double calls = Math.floor((now - onSince) / Model.CALL_SECONDS);
        return Math.max(lastHeard, onSince + calls * Model.CALL_SECONDS);
    }
}
