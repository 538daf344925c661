package org.manyhands.validator;

import org.manyhands.db.batch.Batch;

/**
 * How many copies of a work unit there may be.
 *
 * @param quorum copies of different hosts and accounts that must agree
 * @param maxErrorResults at so many copies that ended in an error or a time-out, no further copy is made
 * @param maxTotalResults most copies of any kind
 */
public record Policy(int quorum, int maxErrorResults, int maxTotalResults) {
    public Policy {
        if (quorum < 1 || maxErrorResults < 1 || maxTotalResults < quorum) {
            throw new IllegalArgumentException("a policy needs a quorum of at least 1 (found " + quorum
                    + "), at least 1 error allowed for (found " + maxErrorResults
                    + ") and room for a quorum of copies (found " + maxTotalResults + ")");
        }
    }

    static Policy of(Batch batch) {
        return new Policy(
                batch.quorum(), batch.copies().maxErrorResults(), batch.copies().maxTotalResults());
    }
}
