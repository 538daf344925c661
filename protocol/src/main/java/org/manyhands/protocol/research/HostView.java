package org.manyhands.protocol.research;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.id.HostId;

/**
 * A host and what it did.
 *
 * @param results its results by state; in lists no more than {@value #MOST_COUNTED} of a state are counted
 * @param fuelAccepted of its valid results; in lists of those that are counted, the newest
 * @param pendingMicrocredits held
 * @param paidMicrocredits released to it, after the fee
 * @param trust its standing with each application that trusts hosts as far as they earned it; empty in lists of hosts
 */
public record HostView(
        HostId id,
        String name,
        String account,
        HostFacts facts,
        String agentVersion,
        long attachedMillis,
        long lastContactMillis,
        Map<String, Long> results,
        long fuelAccepted,
        long pendingMicrocredits,
        long paidMicrocredits,
        List<Trust> trust) {
    /** How many results of a state are counted in lists of hosts: where there are so many, there may be more. */
    public static final int MOST_COUNTED = 1_000;

    /** What is left out on the wire is empty here. */
    public HostView {
        trust = List.copyOf(Objects.requireNonNullElse(trust, List.of()));
    }

    /** Without its standing. */
    public HostView(
            HostId id,
            String name,
            String account,
            HostFacts facts,
            String agentVersion,
            long attachedMillis,
            long lastContactMillis,
            Map<String, Long> results,
            long fuelAccepted,
            long pendingMicrocredits,
            long paidMicrocredits) {
        this(
                id,
                name,
                account,
                facts,
                agentVersion,
                attachedMillis,
                lastContactMillis,
                results,
                fuelAccepted,
                pendingMicrocredits,
                paidMicrocredits,
                List.of());
    }

    /**
     * A host's standing with an application.
     *
     * @param application its name; empty when the caller may not know of it
     * @param results accepted
     * @param checks passed since the last failure
     * @param failures how often it was found wrong
     * @param excluded its word counts for nothing any more
     * @param reasons changes of the standing, newest first
     */
    public record Trust(
            String application,
            long results,
            long checks,
            int failures,
            boolean excluded,
            long sinceMillis,
            List<Reason> reasons) {
        public Trust {
            reasons = List.copyOf(Objects.requireNonNullElse(reasons, List.of()));
        }
    }

    /**
     * Why a standing changed.
     *
     * @param kind a stable name, such as CHECK_PASSED
     * @param words what happened, for people
     */
    public record Reason(
            long atMillis,
            String kind,
            String words,
            long checksBefore,
            long checksAfter,
            int failuresBefore,
            int failuresAfter,
            boolean excluded) {}
}
