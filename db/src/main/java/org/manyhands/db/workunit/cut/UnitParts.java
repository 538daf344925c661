package org.manyhands.db.workunit.cut;

import java.util.List;
import org.manyhands.db.workunit.WorkUnitStore.NewWorkUnit;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.BatchId;

/**
 * What the cutting decides of a work unit.
 *
 * @param index its place in the batch, from 0
 * @param arguments the whole list: the application version's, then the batch's with the words replaced
 * @param inputs files below {@code /in}, those of the application version not among them
 */
public record UnitParts(long index, List<String> arguments, List<InputReference> inputs) {
    /**
     * As the store wants it.
     *
     * @param setAside microcredits kept for it
     */
    public NewWorkUnit of(BatchId batch, long setAside) {
        return new NewWorkUnit(batch, index, UnitCutter.seed(batch, index), arguments, inputs, setAside);
    }
}
