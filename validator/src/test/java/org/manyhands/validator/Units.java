package org.manyhands.validator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.result.Result;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.ResultId;

/** The work unit of {@link Copies}, as a test wants it. */
final class Units {
    private Units() {}

    static WorkUnit in(WorkUnitState state) {
        return unit(state, 0, 0, null);
    }

    static WorkUnit decided(WorkUnitState state, Result canonical) {
        return unit(state, 0, 0, canonical.id());
    }

    static WorkUnit revision(int revision, int firstCopy) {
        return unit(WorkUnitState.OPEN, revision, firstCopy, null);
    }

    private static WorkUnit unit(WorkUnitState state, int revision, int firstCopy, @Nullable ResultId canonical) {
        return new WorkUnit(
                Copies.UNIT,
                Copies.BATCH,
                0,
                1,
                revision,
                firstCopy,
                state,
                "",
                0,
                1,
                List.of(),
                List.of(),
                1_000,
                canonical,
                0,
                0);
    }
}
