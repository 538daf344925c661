package org.manyhands.db.result;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * One copy of a work unit.
 *
 * @param copy from 0
 * @param pieces of the input that its work unit covers
 * @param judged true when the validator has seen its end
 * @param superseded true when its work unit was decided while its host had it
 * @param host where it is or was, null before it was sent
 * @param outcome null before it returned
 * @param fuel claimed
 * @param digest claimed
 */
public record Result(
        ResultId id,
        WorkUnitId workUnitId,
        BatchId batchId,
        int copy,
        int pieces,
        ResultState state,
        boolean judged,
        boolean superseded,
        @Nullable HostId host,
        @Nullable AccountId account,
        long sentMillis,
        long deadlineMillis,
        long fuelSoFar,
        long returnedMillis,
        @Nullable OutcomeReport outcome,
        long fuel,
        String digest,
        String reason,
        long createdMillis) {
    /** True when it came back after its deadline. */
    public boolean late() {
        return returnedMillis > deadlineMillis;
    }
}
