package org.manyhands.db.batch;

/**
 * How many copies of a work unit there may be. Those of an earlier revision do not count.
 *
 * @param minQuorum copies of different hosts and accounts that must agree
 * @param maxErrorResults at so many copies that ended in an error or a time-out, no further copy is made
 * @param maxTotalResults most copies of any kind
 * @param maxSuccessResults at so many copies that returned and do not agree, no further copy is made
 */
public record CopyLimits(int minQuorum, int maxErrorResults, int maxTotalResults, int maxSuccessResults) {
    public CopyLimits {
        if (minQuorum < 1 || maxErrorResults < 1 || maxTotalResults < minQuorum || maxSuccessResults < minQuorum) {
            throw new IllegalArgumentException("a quorum of at least 1 is needed (found " + minQuorum
                    + "), at least 1 error must be allowed for (found " + maxErrorResults
                    + "), and there must be room for a quorum of copies in all (found " + maxTotalResults
                    + ") and of copies that return (found " + maxSuccessResults + ")");
        }
    }
}
