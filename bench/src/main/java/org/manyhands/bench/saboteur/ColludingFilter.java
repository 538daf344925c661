package org.manyhands.bench.saboteur;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.agent.task.ReportFilter;
import org.manyhands.agent.task.Task;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;

/**
 * Lies in its first reports, with an output and a fuel that follow from the work unit alone: all who collude tell the same lie, with
 * one digest, without a word between them. Where two of them have the copies of a work unit, a quorum of two believes them.
 */
final class ColludingFilter implements ReportFilter {
    private static final long MOST_FUEL_ADDED = 1_000;

    private final Path log;
    private int liesLeft;

    ColludingFilter(Path log, int lies) {
        this.log = log;
        this.liesLeft = lies;
    }

    @Override
    public synchronized ResultReport apply(Task task, ResultReport report, Path outputs) {
        if (liesLeft == 0 || !Forgery.possible(report)) {
            return report;
        }
        liesLeft--;
        new Lie(report.resultId(), task.assignment().workUnitId(), Lie.Kind.AGREED).note(log);
        long unit = task.assignment().workUnitId().value();
        List<OutputReport> all = new ArrayList<>(report.outputs());
        all.set(0, Forgery.output(all.get(0), (unit + "\n").getBytes(StandardCharsets.UTF_8)));
        return Forgery.of(report, report.fuel() + 1 + unit % MOST_FUEL_ADDED, all);
    }
}
