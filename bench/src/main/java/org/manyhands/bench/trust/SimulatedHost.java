package org.manyhands.bench.trust;

import java.util.ArrayDeque;
import java.util.Deque;
import org.manyhands.db.trust.Standing;

/** A host, as the simulation knows it. */
final class SimulatedHost {
    final Nature nature;
    final double lieRate;
    Standing standing = Standing.NEW;
    /** BOINC's count of consecutive valid results. */
    int consecutiveValid;

    int done;
    /** Accepted answers that it took part in and that may still be held; those that are final are dropped now and then. */
    final Deque<SimulatedUnit> held = new ArrayDeque<>();
    /** How many of them are accepted and not final. */
    int heldCount;

    SimulatedHost(Nature nature, double lieRate) {
        this.nature = nature;
        this.lieRate = lieRate;
    }
}
