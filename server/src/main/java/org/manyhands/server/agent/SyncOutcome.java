package org.manyhands.server.agent;

/** What came of one call of several that were carried out together. */
sealed interface SyncOutcome {
    /** It was carried out, now or before. */
    record Answered(SyncAnswer answer) implements SyncOutcome {}

    /** It is refused, and changed nothing. */
    record Failed(RuntimeException fault) implements SyncOutcome {}

    /** The same host's call was carried out elsewhere in this very moment: what came of that is seen at the next try. */
    record Again() implements SyncOutcome {}
}
