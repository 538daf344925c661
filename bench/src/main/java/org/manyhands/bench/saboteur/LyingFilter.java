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
 * Lies in its first reports, in turn about the output and about the fuel, and is honest afterwards. Each lie is consistent
 * in itself: the digest is computed anew, and the agent signs it like any report. Each is noted before it is told.
 */
final class LyingFilter implements ReportFilter {
    private final Path log;
    private int liesLeft;
    private boolean aboutFuel;

    LyingFilter(Path log, int lies) {
        this.log = log;
        this.liesLeft = lies;
    }

    @Override
    public synchronized ResultReport apply(Task task, ResultReport report, Path outputs) {
        if (liesLeft == 0 || !Forgery.possible(report)) {
            return report;
        }
        liesLeft--;
        Lie.Kind kind = aboutFuel ? Lie.Kind.FUEL : Lie.Kind.OUTPUT;
        aboutFuel = !aboutFuel;
        new Lie(report.resultId(), task.assignment().workUnitId(), kind).note(log);
        return kind == Lie.Kind.FUEL
                ? Forgery.of(report, report.fuel() + report.fuel() / 10 + 1, report.outputs())
                : Forgery.of(report, report.fuel(), altered(report.outputs()));
    }

    private static List<OutputReport> altered(List<OutputReport> outputs) {
        List<OutputReport> all = new ArrayList<>(outputs);
        OutputReport first = outputs.get(0);
        byte[] content = first.content() == null ? new byte[0] : first.content();
        byte[] other = (new String(content, StandardCharsets.UTF_8) + "1\n").getBytes(StandardCharsets.UTF_8);
        all.set(0, Forgery.output(first, other));
        return all;
    }
}
