package org.manyhands.db.result;

/**
 * Where the host of a copy stands among others, as far as copies of one work unit are kept apart by it.
 *
 * @param network a number that stands for the network that it called from; 0 when it is not kept apart
 * @param openedMillis when its account was opened; 0 when it is not kept apart
 */
public record Origin(long network, long openedMillis) {
    /** Of a host that is kept apart from no other. */
    public static final Origin ANYWHERE = new Origin(0, 0);
}
