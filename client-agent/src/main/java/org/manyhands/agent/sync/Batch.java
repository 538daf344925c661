package org.manyhands.agent.sync;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.agent.task.TaskBoard.Held;
import org.manyhands.agent.task.TaskBoard.Phase;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;

/**
 * What one call says of the held tasks.
 *
 * @param finished reports that travel with it
 * @param holding the others, heartbeats
 * @param more true when there are further reports, for which there was no room
 */
record Batch(List<ResultReport> finished, List<Holding> holding, boolean more) {
    /** What it takes to name a file, besides its path. */
    private static final long BYTES_OF_FILE = 150;

    /** Most bytes of streams, and of outputs with their names, in one call; a single report may be larger. */
    static final long MOST_BYTES = 2L << 20;
    /** Most reports in one call. */
    static final int MOST_REPORTS = 100;

    /**
     * Takes as many reports as fit, the oldest first. A report that does not fit is named among the holdings, so that
     * the project does not take it for lost.
     */
    static Batch of(List<Held> held, int mostReports) {
        List<ResultReport> finished = new ArrayList<>();
        List<Holding> holding = new ArrayList<>();
        boolean more = false;
        long bytes = 0;
        for (Held task : held) {
            ResultReport report = task.phase() == Phase.FINISHED ? task.report() : null;
            if (report != null
                    && (finished.isEmpty() || (finished.size() < mostReports && bytes + size(report) <= MOST_BYTES))) {
                finished.add(report);
                bytes += size(report);
            } else {
                holding.add(new Holding(task.id(), report == null ? task.fuel() : report.fuel()));
                more |= report != null;
            }
        }
        return new Batch(finished, holding, more);
    }

    private static long size(ResultReport report) {
        long size = (long) report.stdout().kept().length + report.stderr().kept().length;
        for (OutputReport output : report.outputs()) {
            byte[] content = output.content();
            size += BYTES_OF_FILE + output.path().length() + (content == null ? 0 : content.length);
        }
        return size;
    }
}
