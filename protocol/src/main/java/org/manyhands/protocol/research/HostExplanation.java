package org.manyhands.protocol.research;

import java.util.List;
import java.util.Objects;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;

/**
 * What a host would get if it asked for work now, and why not more. By the server that answers: another server of the project has other results ready.
 *
 * @param askedMillis when the host last asked this server for work; 0: not since the server started, and then one slot with all of the host's memory is assumed
 * @param memoryBytes memory of a slot that it asked with
 * @param inProgress results that it has
 * @param mostInProgress most results that it may have at the same time
 * @param batches those with results ready, in the order in which this host is offered them
 * @param elsewhere running batches that have no results ready at this server
 * @param records what is known of the host with each application version
 */
public record HostExplanation(
        HostId id,
        String name,
        String account,
        long lastContactMillis,
        long askedMillis,
        long memoryBytes,
        int inProgress,
        int mostInProgress,
        List<Offered> batches,
        int elsewhere,
        List<Known> records) {
    /** What is left out on the wire is empty here. */
    public HostExplanation {
        batches = List.copyOf(Objects.requireNonNullElse(batches, List.of()));
        records = List.copyOf(Objects.requireNonNullElse(records, List.of()));
    }

    /**
     * A batch with results ready.
     *
     * @param ready how many results wait
     * @param results how many of them the host would get
     * @param later it may have some, but what comes before is as much as it asks for
     * @param reasons what keeps the others from it, as the host is told
     */
    public record Offered(
            BatchId batch,
            String name,
            String application,
            String researcher,
            int ready,
            int results,
            boolean later,
            List<Shortfall> reasons) {
        public Offered {
            reasons = List.copyOf(Objects.requireNonNullElse(reasons, List.of()));
        }
    }

    /**
     * What was learned of the host with an application version.
     *
     * @param application its name; empty, as the version is, when the caller may not know of it
     * @param results that came back and were looked at
     * @param fuelPerSecond measured; 0 while nothing was
     * @param reliability probability that the next result comes back as promised
     * @param quota results that it may have in a day, since some did not come back as promised; 0: as many as it likes
     * @param quotaLeft how many of them today
     */
    public record Known(
            String application,
            String version,
            long results,
            long fuelPerSecond,
            double reliability,
            int quota,
            int quotaLeft) {}
}
