package org.manyhands.db.workunit;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.ResultId;

/** What can happen to a work unit. */
public sealed interface WorkUnitEvent {
    /**
     * A quorum agrees.
     *
     * @param spent microcredits promised to the copies that agree
     */
    record Validated(ResultId canonical, long spent) implements WorkUnitEvent {
        /** Nothing is promised. */
        public Validated(ResultId canonical) {
            this(canonical, 0);
        }
    }

    /**
     * A quorum agrees on a failure, or limits are reached.
     *
     * @param shown the result whose streams explain it
     * @param spent microcredits promised to the copies that agree
     */
    record Failed(String reason, @Nullable ResultId shown, long spent) implements WorkUnitEvent {
        /** Nothing is promised. */
        public Failed(String reason, @Nullable ResultId shown) {
            this(reason, shown, 0);
        }
    }

    /** Its part of the answer is stored. */
    record Assimilated() implements WorkUnitEvent {}

    /**
     * A copy that came after the decision agrees with it.
     *
     * @param spent microcredits promised to it
     */
    record Credited(long spent) implements WorkUnitEvent {}

    /**
     * What it was decided by is overturned: another revision begins.
     *
     * @param firstCopy number of the first copy of the new revision: limits count from there
     * @param setAside microcredits kept for it from now on
     */
    record Reopened(String reason, int firstCopy, long setAside) implements WorkUnitEvent {}

    /** It failed and is tried again: another revision begins; the values as those of {@link Reopened}. */
    record Retried(int firstCopy, long setAside) implements WorkUnitEvent {}

    /** Its batch was cancelled. */
    record Cancelled() implements WorkUnitEvent {}

    /** Its batch's archive file holds it. */
    record Archived() implements WorkUnitEvent {}
}
