package org.manyhands.server.dispatch;

import java.util.List;
import org.manyhands.db.workunit.WorkUnit;

/**
 * Whether work fits a host. Rules are asked under the lock of the ready work: they answer from memory, at once. Thread-safe.
 */
public interface MatchingRule {
    /** Stable name, under which a host is told that this rule kept work from it. */
    String name();

    /** Whether any result of this batch may go to that host now. Asked once for each batch of a call. */
    boolean admits(Asking asking, Offer offer);

    /**
     * Whether any result of one lane of a batch may that it admits. Asked for each lane, so that work which is not for a host is passed over as a whole.
     *
     * @param priority of its blocks
     * @param leastPieces pieces of the input that each of its work units has at least
     */
    default boolean admitsLane(Asking asking, Offer offer, int priority, int leastPieces) {
        return true;
    }

    /** Most results of this batch's application version that a call may bring the host. Asked for each batch that it admits. */
    default int most(Asking asking, Offer offer) {
        return Integer.MAX_VALUE;
    }

    /** A block came into memory. */
    default void see(ReadyBlock block) {}

    /** Whether this work unit may. Asked for each one that is looked at. */
    default boolean admits(Asking asking, Offer offer, WorkUnit unit) {
        return true;
    }

    /** Whether a host may have one more result of this batch, after one that it just got. Asked after each, of a batch that it admits. */
    default boolean goesOn(Asking asking, Offer offer) {
        return true;
    }

    /** Whether further blocks may hold what a host may have from which this rule kept work. */
    default boolean wantsMore() {
        return true;
    }

    /** The beginning of its words: how many, and "is" or "are". */
    static String waiting(long results) {
        return results == 1 ? "1 result that waits is" : results + " results that wait are";
    }

    /**
     * Tells a host what was kept from it.
     *
     * @param results how many results that wait here
     * @param offers whose results those are
     */
    String words(Asking asking, long results, List<Offer> offers);
}
