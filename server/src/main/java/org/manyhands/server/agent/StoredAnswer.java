package org.manyhands.server.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.id.ResultId;

/**
 * What was decided for a call, as it is stored with the host's sequence number: the answer without what can be written again
 * from the tables, namely the assignments with their signatures and the application versions.
 *
 * @param orders null in an answer that an earlier version stored, whole
 */
record StoredAnswer(
        int protocolVersion,
        List<SyncReply.Acknowledgement> acknowledged,
        List<ResultId> cancel,
        @Nullable List<Order> orders,
        List<SyncReply.Shortfall> shortfalls,
        int nextCallSeconds,
        long serverMillis) {
    /** The same with other orders. */
    StoredAnswer with(List<Order> others) {
        return new StoredAnswer(
                protocolVersion, acknowledged, cancel, others, shortfalls, nextCallSeconds, serverMillis);
    }

    /** A result that goes to the host. */
    record Order(ResultId resultId, long deadlineMillis) {}
}
