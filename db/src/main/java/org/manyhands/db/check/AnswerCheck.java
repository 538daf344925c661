package org.manyhands.db.check;

import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * An answer to a work unit that its application's verifier looks at: all results with that digest say the same.
 *
 * @param result the first of them, whose outputs are read
 * @param reason what the verifier said; empty before
 */
public record AnswerCheck(
        WorkUnitId unit,
        String digest,
        BatchId batch,
        ResultId result,
        Verdict verdict,
        String reason,
        long askedMillis) {

    /** What is known of it. */
    public enum Verdict {
        /** The verifier was not heard yet. */
        WAITING,
        /** The verifier called it right. */
        RIGHT,
        /** The verifier called it wrong. */
        WRONG
    }

    /** A question that was not answered yet. */
    public static AnswerCheck waiting(WorkUnitId unit, String digest, BatchId batch, ResultId result) {
        return new AnswerCheck(unit, digest, batch, result, Verdict.WAITING, "", 0);
    }
}
