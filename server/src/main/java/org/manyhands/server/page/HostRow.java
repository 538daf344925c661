package org.manyhands.server.page;

import java.util.List;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.research.HostView;

/**
 * A host.
 *
 * @param machine what it says it is
 * @param here true when it was heard of lately
 * @param fuel of its accepted results
 * @param held credit that may still be forfeited
 */
public record HostRow(
        String id,
        String name,
        String account,
        String machine,
        String contact,
        boolean here,
        List<Tally> results,
        String fuel,
        String held,
        String paid) {
    /** Agents call at least this often while they run. */
    private static final long HERE_MILLIS = 5 * 60_000;

    public HostRow {
        results = List.copyOf(results);
    }

    static HostRow of(HostView host, long nowMillis) {
        return new HostRow(
                host.id().toString(),
                host.name(),
                host.account(),
                machine(host.facts()),
                Words.ago(host.lastContactMillis(), nowMillis),
                nowMillis - host.lastContactMillis() < HERE_MILLIS,
                Tally.counted(host.results(), HostView.MOST_COUNTED),
                Words.large(host.fuelAccepted()),
                Words.credits(host.pendingMicrocredits()),
                Words.credits(host.paidMicrocredits()));
    }

    private static String machine(HostFacts facts) {
        return facts.operatingSystem() + ", " + facts.architecture() + ", "
                + Words.count(facts.cores(), "core", "cores") + ", " + Words.bytes(facts.memoryBytes());
    }
}
