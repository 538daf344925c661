package org.manyhands.db.batch;

import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.research.Quote;

/** What can happen to a batch. */
public sealed interface BatchEvent {
    /** Its cost was found. */
    record Quoted(Quote quote, UnitLimits limits) implements BatchEvent {}
    /** Its maximum cost is in escrow. */
    record Funded() implements BatchEvent {}
    /** The generator took it up. */
    record Started() implements BatchEvent {}
    /** Stopped for now. */
    record Paused(String reason) implements BatchEvent {}
    /** Goes on. */
    record Resumed() implements BatchEvent {}
    /** The answer is stored. */
    record Completed(String headline) implements BatchEvent {}
    /** A work unit that was decided is open again; {@code reason} says why. */
    record Reopened(String reason) implements BatchEvent {}
    /** Its failed work units are tried again within these limits. */
    record Retried(CopyLimits limits) implements BatchEvent {}
    /** Stopped for good. */
    record Cancelled(String reason) implements BatchEvent {}
    /** Nothing is pending and the escrow is empty. */
    record Settled() implements BatchEvent {}
    /** Its archive file is durable. */
    record Archived() implements BatchEvent {}
}
