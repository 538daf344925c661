package org.manyhands.bench.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.manyhands.bench.dispatch.load.LoadReport;

/** The figures of the measured window, in lines. */
final class Table {
    private static final double NANOS = 1e9;
    private static final double MICROS = 1e3;
    private static final double PERCENT = 100;

    private final Snapshot before;
    private final Snapshot after;
    private final double seconds;
    private final List<String> lines = new ArrayList<>();

    private Table(Snapshot before, Snapshot after) {
        this.before = before;
        this.after = after;
        this.seconds = (after.nanos() - before.nanos()) / NANOS;
    }

    static List<String> lines(Snapshot before, Snapshot after) {
        Table table = new Table(before, after);
        table.rates();
        table.latencies();
        table.processes();
        table.writes();
        table.troubles();
        return List.copyOf(table.lines);
    }

    /** Tasks a second that went through every stage of their life in the window: those of the slowest stage. */
    static double wholeLife(Snapshot before, Snapshot after) {
        long created = after.stages().created() - before.stages().created();
        long returned = after.load().accepted() - before.load().accepted();
        long assimilated = after.stages().assimilated() - before.stages().assimilated();
        return Math.min(created, Math.min(returned, assimilated)) * NANOS / (after.nanos() - before.nanos());
    }

    private void rates() {
        LoadReport first = before.load();
        LoadReport last = after.load();
        rate("syncs", last.calls() - first.calls());
        rate("tasks created", after.stages().created() - before.stages().created());
        rate("tasks dispatched", last.dispatched() - first.dispatched());
        rate("tasks returned", last.accepted() - first.accepted());
        rate("tasks assimilated", after.stages().assimilated() - before.stages().assimilated());
        line("tasks through the whole life", "%.1f /s".formatted(wholeLife(before, after)));
        line(
                "between created and assimilated",
                "%d tasks when it began, %d when it ended".formatted(backlog(before), backlog(after)));
    }

    private static long backlog(Snapshot at) {
        return at.stages().created() - at.stages().assimilated();
    }

    private void latencies() {
        LoadReport load = after.load();
        line(
                "sync, ms",
                "p50 %.1f   p95 %.1f   p99 %.1f"
                        .formatted(load.p50Micros() / MICROS, load.p95Micros() / MICROS, load.p99Micros() / MICROS));
    }

    private void processes() {
        for (Map.Entry<String, ProcessFigures> process : after.processes().entrySet()) {
            ProcessFigures then = before.processes().getOrDefault(process.getKey(), ProcessFigures.NONE);
            double used = process.getValue().cpuSeconds() - then.cpuSeconds();
            line(
                    "processor, " + process.getKey(),
                    process.getValue().residentBytes() == 0
                            ? "ended"
                            : "%.1f s (%.0f %% of one)   %d MB resident"
                                    .formatted(
                                            used,
                                            used / seconds * PERCENT,
                                            process.getValue().residentBytes() >> 20));
        }
    }

    private void writes() {
        if (before.writes().isEmpty() || after.writes().isEmpty()) {
            line("row writes and fsyncs", "H2 does not count them");
            return;
        }
        BenchDatabase.Writes writes = after.writes().get().minus(before.writes().get());
        double tasks =
                Math.max(1, after.stages().assimilated() - before.stages().assimilated());
        line("row writes a task", "%.2f".formatted(writes.rows() / tasks));
        line("fsyncs a task", "%.3f (%.0f /s)".formatted(writes.syncs() / tasks, writes.syncs() / seconds));
    }

    private void troubles() {
        LoadReport first = before.load();
        LoadReport last = after.load();
        trouble("calls that asked for work and got none", last.emptyCalls() - first.emptyCalls());
        trouble("calls answered with 'come back later'", last.busyAnswers() - first.busyAnswers());
        trouble("calls without an answer, sent again", last.brokenCalls() - first.brokenCalls());
        trouble("reports that were refused", last.refusedReports() - first.refusedReports());
        trouble("hosts that gave up", last.droppedHosts() - first.droppedHosts());
        if (!last.firstTrouble().isEmpty()) {
            line("the first that gave up", last.firstTrouble());
        }
    }

    private void trouble(String what, long count) {
        if (count > 0) {
            line(what, Long.toString(count));
        }
    }

    private void rate(String what, long count) {
        line(what, "%.1f /s".formatted(count / seconds));
    }

    private void line(String what, String value) {
        lines.add(String.format(Locale.ROOT, "  %-40s %s", what, value));
    }
}
