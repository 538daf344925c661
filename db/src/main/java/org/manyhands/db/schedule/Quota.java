package org.manyhands.db.schedule;

import java.time.Duration;

/**
 * How many results of an application version a host may have in a day. None limits a host whose results come back as promised. With each
 * that does not the quota halves, and with each that is found wrong, so that a host on which everything fails soon gets one result a day; with each that does come back it
 * doubles, until it is none again: so a mended host has caught up within the day, and one that fails now and then hardly notices.
 *
 * @param most results a day; 0: as many as it likes
 * @param day which {@code sent} counts, days since 1970 UTC
 * @param sent results that it got on that day since it has a quota
 */
public record Quota(int most, long day, int sent) {
    /** Nothing limits it. */
    public static final Quota NONE = new Quota(0, 0, 0);

    /** A quota that would be as large is none. */
    public static final int FULL = 512;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Whether it limits anything. */
    public boolean limits() {
        return most > 0;
    }

    /** After a result that ended in an error or a time-out. */
    Quota broke() {
        return new Quota(limits() ? Math.max(1, most / 2) : FULL / 2, day, sent);
    }

    /**
     * After a result that was found wrong. It came back before that, which doubled the quota: this takes the doubling back and halves it, or a
     * host that returns nothing but wrong results would keep what it may have.
     */
    Quota wrong() {
        return new Quota(limits() ? Math.max(1, most / 4) : FULL / 4, day, sent);
    }

    /** After a result that came back, before anybody could say whether it is right. */
    Quota kept() {
        return !limits() || 2 * most >= FULL ? NONE : new Quota(2 * most, day, sent);
    }

    /** After so many results were sent to the host. */
    public Quota sent(int results, long nowMillis) {
        return limits() ? new Quota(most, nowMillis / DAY_MILLIS, sentToday(nowMillis) + results) : this;
    }

    /** How many results it may have still, on the day that this moment belongs to. */
    public int left(long nowMillis) {
        return limits() ? Math.max(0, most - sentToday(nowMillis)) : Integer.MAX_VALUE;
    }

    private int sentToday(long nowMillis) {
        return day == nowMillis / DAY_MILLIS ? sent : 0;
    }
}
