package org.manyhands.db.schedule;

/**
 * How much work a host may hold beyond what it runs. Held work is late work: every task in a buffer waits for one host while
 * others may be idle, so it is as small as the host's absence from the network allows.
 */
public final class Buffers {
    /** Enough to start the next task while a call is made. */
    static final double SMALL_SECONDS = 120;

    /** Nobody holds more: 8 hours. */
    static final double MOST_SECONDS = 8 * 3_600;

    /** An owner who is away for more than half of the time is often offline. */
    private static final double OFTEN_OFFLINE = 0.5;

    private Buffers() {}

    /**
     * Seconds of work of one slot that may wait on the host.
     *
     * @param worksOffline true when it was seen to make headway while it could not be reached
     * @param tail true near a batch's end, when nothing may wait
     */
    public static double seconds(Availability host, boolean worksOffline, boolean tail) {
        if (tail) {
            return 0;
        }
        boolean oftenOffline = worksOffline && host.fraction() < OFTEN_OFFLINE;
        return oftenOffline ? Math.min(host.meanOffSeconds(), MOST_SECONDS) : SMALL_SECONDS;
    }
}
