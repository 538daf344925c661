package org.manyhands.db.dispatch;

import org.manyhands.protocol.id.BatchId;

/**
 * A block of results that a server holds.
 *
 * @param priority smaller goes first
 * @param firstResult the smallest identifier of its results
 * @param lastResult the largest
 */
public record DispatchBlock(long id, BatchId batch, int priority, long firstResult, long lastResult) {}
