package org.manyhands.protocol.research;

import java.util.Map;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.id.HostId;

/**
 * A host and what it did.
 *
 * @param results its results by state
 * @param pendingMicrocredits held
 * @param paidMicrocredits released to it, after the fee
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
        long paidMicrocredits) {}
