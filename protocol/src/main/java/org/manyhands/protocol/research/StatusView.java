package org.manyhands.protocol.research;

import java.util.List;
import java.util.Map;
import org.manyhands.protocol.agent.ProjectInfo;

/**
 * The project at a glance; what anybody may see. Figures that are counted over whole tables, and the check of the journal, are kept
 * for longer the larger the project is.
 *
 * @param serverMillis the database's clock, milliseconds since 1970 UTC
 * @param countedMillis when the figures were counted; 0 when a first count is still under way, and then they are empty
 * @param journalBalances false when the last check of the journal found a rule that does not hold
 * @param journalCheckedMillis when that check began; 0 when none has ended since the server started
 */
public record StatusView(
        ProjectInfo project,
        long serverMillis,
        long countedMillis,
        Map<String, Long> batches,
        Map<String, Long> workUnits,
        Map<String, Long> results,
        long hosts,
        long hostsActive,
        List<DaemonView> daemons,
        boolean journalBalances,
        long journalCheckedMillis) {

    /**
     * A process of the project.
     *
     * @param secondsSinceBeat since it last said that it lives
     */
    public record DaemonView(String name, long pid, String host, long secondsSinceBeat) {}
}
