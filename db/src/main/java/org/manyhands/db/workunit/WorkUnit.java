package org.manyhands.db.workunit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.result.NewCopies;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * A work unit.
 *
 * @param index its place in the input: the number of its first piece, from 0
 * @param pieces of the input that it covers; 1 unless its batch is cut in sizes
 * @param revision from 0; how often it was opened again
 * @param firstCopy number of the first copy of this revision
 * @param setAside microcredits of the escrow that may still be promised for it; kept for it while it is OPEN
 * @param canonical the canonical (or failure-explaining) result
 * @param version for compare-and-set
 */
public record WorkUnit(
        WorkUnitId id,
        BatchId batchId,
        long index,
        int pieces,
        int revision,
        int firstCopy,
        WorkUnitState state,
        String reason,
        long version,
        long seed,
        List<String> arguments,
        List<InputReference> inputs,
        long setAside,
        @Nullable ResultId canonical,
        long createdMillis,
        long decidedMillis) {
    /** Copies of it that are to be made. */
    public NewCopies copies(int firstCopy, int copies) {
        return new NewCopies(id, batchId, pieces, firstCopy, copies);
    }
}
