package org.manyhands.db.result;

import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * Copies to make of a work unit.
 *
 * @param pieces of the input that the work unit covers
 * @param firstCopy number of the first
 */
public record NewCopies(WorkUnitId unit, BatchId batch, int pieces, int firstCopy, int copies) {}
