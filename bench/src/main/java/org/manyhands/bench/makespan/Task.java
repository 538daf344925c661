package org.manyhands.bench.makespan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A work unit of the simulated batch. */
final class Task {
    final long id;
    final long fuel;
    /** 0 where all tasks are alike. */
    final int sizeClass;
    /** False for the work of other batches before. */
    final boolean counted;

    /** Hosts that had a copy: none gets a second. */
    final Set<SimulatedHost> had = new HashSet<>(2);

    final List<Copy> underWay = new ArrayList<>(1);
    boolean done;
    /** Its place among the copies of the tail. */
    long inTail;
    /** Since when it has been there, seconds. */
    double inTailSince;

    /** Since when a copy of it waits. */
    double waitsSince;

    int waiting;

    Task(long id, long fuel, int sizeClass, boolean counted) {
        this.id = id;
        this.fuel = fuel;
        this.sizeClass = sizeClass;
        this.counted = counted;
    }
}
