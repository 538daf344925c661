package org.manyhands.db.dispatch;

import org.manyhands.protocol.id.BatchId;

/**
 * A block of results that a server holds.
 *
 * @param priority smaller goes first
 * @param firstResult the smallest identifier of its results
 * @param lastResult the largest
 * @param fastSeconds above 0: its results are copies for a batch's end, for hosts that return within so many seconds in four of
 *     five cases
 */
public record DispatchBlock(
        long id,
        BatchId batch,
        int priority,
        long firstResult,
        long lastResult,
        long fastSeconds,
        long createdMillis) {}
