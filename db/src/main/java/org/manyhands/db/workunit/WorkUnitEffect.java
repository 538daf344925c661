package org.manyhands.db.workunit;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.ResultId;

/** What changes with a work unit's state. */
public sealed interface WorkUnitEffect {
    /** This result stands for it, or explains its failure. */
    record Show(@Nullable ResultId result) implements WorkUnitEffect {}
    /** Note when it left OPEN: from then on nothing is set aside for it. */
    record NoteDecided(long millis) implements WorkUnitEffect {}
    /** Show why it failed. */
    record ShowReason(String reason) implements WorkUnitEffect {}
}
