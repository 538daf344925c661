package org.manyhands.db.workunit.cut;

import java.util.List;
import org.manyhands.db.workunit.WorkUnitStore.NewWorkUnit;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.BatchId;

/**
 * What the cutting decides of a work unit.
 *
 * @param index the number of its first piece, from 0
 * @param pieces how many it has
 * @param arguments the whole list: the application version's, then the batch's with the words replaced
 * @param inputs files below {@code /in}, those of the application version not among them
 */
public record UnitParts(long index, int pieces, List<String> arguments, List<InputReference> inputs) {
    /**
     * As the store wants it.
     *
     * @param setAside microcredits kept for it
     */
    public NewWorkUnit of(BatchId batch, long setAside) {
        return new NewWorkUnit(batch, index, pieces, UnitCutter.seed(batch, index), arguments, inputs, setAside);
    }
}
