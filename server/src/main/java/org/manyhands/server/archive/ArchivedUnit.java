package org.manyhands.server.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.result.Result;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.TransferId;

/** A line of an archive file: a work unit with its results. */
public record ArchivedUnit(WorkUnit unit, List<Copy> results) {
    /**
     * A result.
     *
     * @param report what its host said; null when it said nothing
     * @param transfers movements of the journal that name it
     */
    public record Copy(Result result, @Nullable ResultReport report, List<TransferId> transfers) {}
}
