package org.manyhands.server.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.manyhands.protocol.research.StatusView;

/**
 * The project at a glance.
 *
 * @param troubles what is not well, in words; empty when all is
 */
public record Overview(String project, List<String> troubles, List<Figure> figures) {
    /** A number worth a look. */
    public record Figure(String amount, String name, String note) {}

    private static final long OLD_MILLIS = 10_000;

    public Overview {
        troubles = List.copyOf(troubles);
        figures = List.copyOf(figures);
    }

    static Overview of(StatusView status, List<ProcessRow> processes) {
        long accepted = BatchCard.accepted(status.workUnits());
        long valid = status.results().getOrDefault("VALID", 0L);
        long invalid = status.results().getOrDefault("INVALID", 0L);
        long running = status.results().getOrDefault("IN_PROGRESS", 0L);
        return new Overview(
                status.project().name(),
                troubles(status, processes),
                List.of(
                        new Figure(
                                Words.number(status.hostsActive()),
                                status.hostsActive() == 1 ? "computer helps now" : "computers help now",
                                "of " + Words.number(status.hosts()) + " attached"),
                        new Figure(
                                Words.number(running),
                                running == 1 ? "copy of a task runs" : "copies of tasks run",
                                batches(status)),
                        new Figure(
                                Words.number(accepted),
                                accepted == 1 ? "task accepted" : "tasks accepted",
                                "of " + Words.number(sum(status)) + " cut" + counted(status)),
                        new Figure(
                                Words.number(valid),
                                valid == 1 ? "result agreed on" : "results agreed on",
                                Words.number(invalid) + " rejected")));
    }

    private static List<String> troubles(StatusView status, List<ProcessRow> processes) {
        List<String> troubles = new ArrayList<>();
        String missing = processes.stream()
                .filter(process -> !process.alive())
                .map(process -> process.name() + " (" + process.sign() + ")")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            troubles.add("No sign of life: " + missing + ".");
        }
        if (!status.journalBalances()) {
            troubles.add("The journal of credit does not balance. Its administrator must look.");
        }
        return troubles;
    }

    private static String batches(StatusView status) {
        long running = status.batches().getOrDefault("RUNNING", 0L);
        return "in " + Words.count(running, "running batch", "running batches");
    }

    /** When the figures were counted, unless that was a moment ago. */
    private static String counted(StatusView status) {
        long age = status.serverMillis() - status.countedMillis();
        if (status.countedMillis() == 0) {
            return "; the first count is under way";
        }
        return age < OLD_MILLIS ? "" : ", " + Words.span(age) + " ago";
    }

    private static long sum(StatusView status) {
        return status.workUnits().values().stream().mapToLong(Long::longValue).sum();
    }
}
