package org.manyhands.db.trust;

/**
 * How far a host is trusted with an application.
 *
 * @param results how many of its results were accepted
 * @param checks how many were confirmed by another host or by a known answer since the last failure
 * @param failures how often it was found wrong
 * @param excluded its word counts for nothing any more
 */
public record Standing(long results, long checks, int failures, boolean excluded) {
    /** Of a host that nobody has heard of. */
    public static final Standing NEW = new Standing(0, 0, 0, false);
}
