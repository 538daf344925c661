package org.manyhands.bench.trust;

import org.manyhands.db.trust.TrustEvent;

/** A way to decide, in the simulation. */
interface Scheme {
    /** A host takes the first copy. */
    default void started(SimulatedUnit unit, SimulatedHost host) {}

    /** How many further copies are needed; 0 when {@link #answer} is accepted. */
    int further(SimulatedUnit unit);

    /** The answer that is accepted, after {@link #further} said 0. */
    int answer(SimulatedUnit unit);

    /** A copy of this host was judged. */
    void judged(SimulatedHost host, TrustEvent event);

    /** Whether answers that are held are ruled again when a host was caught. */
    default boolean backtracks() {
        return false;
    }
}
