package org.manyhands.db.batch;

import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.research.Quote;

/** What changes with a batch's state. */
public sealed interface BatchEffect {
    /** Keep what it will cost and what its work units may use. */
    record KeepQuote(Quote quote, UnitLimits limits) implements BatchEffect {}
    /** Note when its maximum cost was in escrow. */
    record NoteFunded(long millis) implements BatchEffect {}
    /** From now on so many copies of a work unit may be made. */
    record KeepLimits(CopyLimits limits) implements BatchEffect {}
    /** It has not ended after all. */
    record ForgetEnd() implements BatchEffect {}
    /** Note when its answer was there or it was stopped for good. */
    record NoteEnd(long millis) implements BatchEffect {}
    /** Show why; empty for no reason. */
    record ShowReason(String reason) implements BatchEffect {}
    /** Show the answer's headline. */
    record ShowHeadline(String headline) implements BatchEffect {}
}
