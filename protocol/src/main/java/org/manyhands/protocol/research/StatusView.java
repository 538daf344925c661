package org.manyhands.protocol.research;

import java.util.List;
import java.util.Map;
import org.manyhands.protocol.agent.ProjectInfo;

/** The project at a glance; what anybody may see. */
public record StatusView(
        ProjectInfo project,
        long serverMillis,
        Map<String, Long> batches,
        Map<String, Long> workUnits,
        Map<String, Long> results,
        long hosts,
        long hostsActive,
        List<DaemonView> daemons,
        boolean journalBalances) {

    /**
     * A process of the project.
     *
     * @param secondsSinceBeat since it last said that it lives
     */
    public record DaemonView(String name, long pid, String host, long secondsSinceBeat) {}
}
