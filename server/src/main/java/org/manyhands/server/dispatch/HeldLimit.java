package org.manyhands.server.dispatch;

import org.manyhands.db.host.Host;
import org.manyhands.protocol.agent.WorkRequest;

/**
 * How many results one host may have at the same time: so many for each slot that it asks with, so that what waits in its buffer stays small and
 * what is lost with it as well. Slots are a claim, so they count up to its cores, which is one too, and no more than a bound.
 */
public final class HeldLimit {
    /** For each slot: tiny tasks come many at a time, so that a slot does not wait for the next call. */
    static final int A_SLOT = 32;

    /** Whatever a host says of itself. */
    public static final int MOST = 512;

    private HeldLimit() {}

    /** Most results in progress on this host, when it asks so. */
    public static int most(Host host, WorkRequest wanted) {
        return (int) Math.min(MOST, (long) A_SLOT * slots(host, wanted));
    }

    /** How many slots count. */
    public static int slots(Host host, WorkRequest wanted) {
        return Math.max(1, Math.min(wanted.slots(), host.facts().cores()));
    }
}
