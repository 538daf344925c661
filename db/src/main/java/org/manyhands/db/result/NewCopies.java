package org.manyhands.db.result;

import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * Copies to make of a work unit.
 *
 * @param firstCopy number of the first
 */
public record NewCopies(WorkUnitId unit, BatchId batch, int firstCopy, int copies) {}
