package org.manyhands.agent.task;

import java.nio.file.Path;
import org.manyhands.protocol.agent.ResultReport;

/** Sees each report before it is kept and sent. The agent itself changes nothing; tests and benchmarks may. */
@FunctionalInterface
public interface ReportFilter {
    ReportFilter NONE = (task, report, outputs) -> report;

    /**
     * Returns the report to send in place of the given one.
     *
     * @param outputs directory with the files that the run left, from which those too large for the report are uploaded
     */
    ResultReport apply(Task task, ResultReport report, Path outputs);
}
