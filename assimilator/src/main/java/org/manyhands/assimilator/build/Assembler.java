package org.manyhands.assimilator.build;

import java.io.IOException;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.UnitOutputs;

/** Puts canonical results together, the same bytes each time: two assimilators may do it at once. */
@FunctionalInterface
public interface Assembler {
    /**
     * Makes one part of the answer.
     *
     * @throws AnswerRefusedException when these results cannot be put together so, in words for the researcher
     */
    Part assemble(UnitOutputs units, Workspace workspace) throws AnswerRefusedException, IOException;
}
