package org.manyhands.server.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.manyhands.protocol.research.StatusView.DaemonView;

/**
 * A process of the project.
 *
 * @param place its machine and number there
 * @param sign its last sign of life in words
 */
public record ProcessRow(String name, String place, String sign, boolean alive) {
    /** Daemons say every five seconds that they live; a few may be lost on a busy machine. */
    private static final long ALIVE_SECONDS = 20;

    /** Without these no batch ends. */
    private static final List<String> NEEDED = List.of("work-generator", "validator", "assimilator");

    /** Those that live; of a name that nobody lives of, the one last seen, or that none was. */
    static List<ProcessRow> of(List<DaemonView> daemons) {
        Map<String, List<DaemonView>> byName =
                daemons.stream().collect(Collectors.groupingBy(DaemonView::name, TreeMap::new, Collectors.toList()));
        NEEDED.forEach(name -> byName.computeIfAbsent(name, any -> List.of()));
        List<ProcessRow> rows = new ArrayList<>();
        byName.forEach((name, ones) -> rows.addAll(rows(name, ones)));
        return rows;
    }

    private static List<ProcessRow> rows(String name, List<DaemonView> ones) {
        if (ones.isEmpty()) {
            return List.of(new ProcessRow(name, "", "never seen", false));
        }
        List<ProcessRow> living = ones.stream()
                .filter(one -> one.secondsSinceBeat() < ALIVE_SECONDS)
                .sorted(Comparator.comparing(DaemonView::host).thenComparing(DaemonView::pid))
                .map(one -> row(one, "alive", true))
                .toList();
        if (!living.isEmpty()) {
            return living;
        }
        DaemonView last = ones.stream()
                .min(Comparator.comparingLong(DaemonView::secondsSinceBeat))
                .orElseThrow();
        return List.of(row(last, "silent for " + Words.span(last.secondsSinceBeat() * 1_000), false));
    }

    private static ProcessRow row(DaemonView one, String sign, boolean alive) {
        return new ProcessRow(one.name(), one.host() + ", process " + one.pid(), sign, alive);
    }
}
