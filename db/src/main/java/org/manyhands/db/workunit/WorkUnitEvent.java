package org.manyhands.db.workunit;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.ResultId;

/** What can happen to a work unit. */
public sealed interface WorkUnitEvent {
    /** A quorum agrees. */
    record Validated(ResultId canonical) implements WorkUnitEvent {}
    /** A quorum agrees on a failure, or limits are reached; {@code shown} is the result whose streams explain it. */
    record Failed(String reason, @Nullable ResultId shown) implements WorkUnitEvent {}
    /** Its part of the answer is stored. */
    record Assimilated() implements WorkUnitEvent {}
    /** Its batch was cancelled. */
    record Cancelled() implements WorkUnitEvent {}
}
