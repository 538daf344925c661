package org.manyhands.db.workunit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * A work unit.
 *
 * @param index its place in the batch, from 0
 * @param setAside microcredits kept in the escrow for it
 * @param canonical the canonical (or failure-explaining) result
 * @param version for compare-and-set
 */
public record WorkUnit(
        WorkUnitId id,
        BatchId batchId,
        long index,
        int revision,
        WorkUnitState state,
        String reason,
        long version,
        long seed,
        List<String> arguments,
        List<InputReference> inputs,
        long setAside,
        @Nullable ResultId canonical,
        long createdMillis,
        long decidedMillis) {}
