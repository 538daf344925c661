package org.manyhands.protocol.research;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * A work unit with its results: enough to run it again at home.
 *
 * @param index its place in the batch: the number of its first piece, from 0
 * @param pieces of the input that it covers; 1 unless its batch is cut in sizes
 * @param moduleSha256 the instrumented module
 * @param inputs all files below {@code /in}
 * @param digest the canonical result's digest, empty without one
 * @param fuel the canonical result's fuel
 * @param stdoutTail last 16 KiB of the canonical (or, without one, the last returned) result's standard output
 * @param stderrTail the same of standard error
 */
public record WorkUnitView(
        WorkUnitId id,
        BatchId batchId,
        long index,
        int pieces,
        int revision,
        String state,
        String reason,
        String moduleSha256,
        List<String> arguments,
        List<InputReference> inputs,
        long seed,
        UnitLimits limits,
        String digest,
        long fuel,
        String stdoutTail,
        String stderrTail,
        List<ResultView> results) {

    /**
     * One copy.
     *
     * @param hostId null until it is sent
     * @param pendingMicrocredits credit held for it
     * @param paidMicrocredits credit released for it
     */
    public record ResultView(
            ResultId id,
            String state,
            @Nullable HostId hostId,
            String hostName,
            String outcome,
            long fuel,
            String digest,
            long sentMillis,
            long returnedMillis,
            long pendingMicrocredits,
            long paidMicrocredits) {}
}
