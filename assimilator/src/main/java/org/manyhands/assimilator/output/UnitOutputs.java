package org.manyhands.assimilator.output;

import java.io.IOException;

/** What the canonical results of a batch left, in order of work unit. May be gone through several times. */
@FunctionalInterface
public interface UnitOutputs {
    /** Visits each, one after the other; only one page of them is in memory at a time. */
    void forEach(Visitor visitor) throws AnswerRefusedException, IOException;

    /** Looks at what one work unit left. */
    @FunctionalInterface
    interface Visitor {
        void visit(UnitOutput unit) throws AnswerRefusedException, IOException;
    }
}
