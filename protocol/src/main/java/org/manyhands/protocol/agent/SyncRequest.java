package org.manyhands.protocol.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent's one regular call: reports, heartbeats, and a request for work.
 *
 * @param protocolVersion version that the agent speaks
 * @param agentVersion for people
 * @param facts what the host is now
 * @param finished results that ended since the last answer; each is sent until it is acknowledged
 * @param holding results that the host still has, waiting or running; what the server believes to be there and is not
 *     named here or in {@code finished} was lost and is sent again
 * @param wanted how much work to send
 * @param choice which work the owner lends the host to; null, as of agents that do not know of it, means {@link WorkChoice#STANDARD}
 */
public record SyncRequest(
        int protocolVersion,
        String agentVersion,
        HostFacts facts,
        List<ResultReport> finished,
        List<Holding> holding,
        WorkRequest wanted,
        @Nullable WorkChoice choice) {
    public SyncRequest {
        finished = List.copyOf(finished);
        holding = List.copyOf(holding);
    }

    /** For all work. */
    public SyncRequest(
            int protocolVersion,
            String agentVersion,
            HostFacts facts,
            List<ResultReport> finished,
            List<Holding> holding,
            WorkRequest wanted) {
        this(protocolVersion, agentVersion, facts, finished, holding, wanted, null);
    }
}
