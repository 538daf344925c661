package org.manyhands.db.schedule;

/**
 * When a host computes, and up to when its calls are counted in that. A host calls every few seconds, so most calls change nothing here:
 * time on is added a quarter of an hour at a time, and each time off when it ends.
 *
 * @param notedMillis 0 for a host that was never noted
 */
public record Presence(Availability availability, long notedMillis) {
    /** Nothing is known. */
    public static final Presence UNKNOWN = new Presence(Availability.UNKNOWN, 0);

    /** Time on is noted no more often than this. */
    static final long PAUSE_MILLIS = 15 * 60_000;

    /**
     * After a call; this very object while there is nothing to note.
     *
     * @param contactMillis of the call before
     */
    public Presence heard(long contactMillis, long nowMillis) {
        long since = notedMillis == 0 ? contactMillis : notedMillis;
        double silentSeconds = seconds(nowMillis - contactMillis);
        if (Availability.isOff(silentSeconds, 0)) {
            return new Presence(availability.on(seconds(contactMillis - since)).off(silentSeconds), nowMillis);
        }
        return nowMillis - since < PAUSE_MILLIS
                ? this
                : new Presence(availability.on(seconds(nowMillis - since)), nowMillis);
    }

    private static double seconds(long millis) {
        return Math.max(0, millis) / 1_000.0;
    }
}
