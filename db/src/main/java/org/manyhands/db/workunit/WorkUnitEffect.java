package org.manyhands.db.workunit;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.ResultId;

/** What changes with a work unit's state. */
public sealed interface WorkUnitEffect {
    /** This result stands for it, or explains its failure. */
    record Show(@Nullable ResultId result) implements WorkUnitEffect {}
    /** Note when it left OPEN: from then on nothing is set aside for it. */
    record NoteDecided(long millis) implements WorkUnitEffect {}
    /** So much of what is set aside for it is promised now. */
    record Spend(long microcredits) implements WorkUnitEffect {}
    /** Another revision begins, whose copies have this number and higher ones, with so much set aside. */
    record BeginRevision(int firstCopy, long setAside) implements WorkUnitEffect {}
    /** Show why it failed or is open again; empty for no reason. */
    record ShowReason(String reason) implements WorkUnitEffect {}
}
