package org.manyhands.db.daemon;

/**
 * How long a daemon waits between passes: not at all after work, 150 ms doubling to 2 s when there is none, 250 ms doubling to 10 s when passes fail. A value: each answer is the next one.  *
 *
 * @param millis how long to wait now
 */
record Idle(long millis, boolean failing) {
    static final Idle NONE = new Idle(0, false);

    private static final long FIRST = 150;
    private static final long LONGEST = 2_000;
    private static final long FIRST_FAILURE = 250;
    private static final long LONGEST_FAILURE = 10_000;

    /** After a pass that did so much. */
    Idle after(int done) {
        if (done > 0) {
            return NONE;
        }
        return new Idle(failing || millis == 0 ? FIRST : Math.min(LONGEST, millis * 2), false);
    }

    /** After a pass that failed. */
    Idle afterFailure() {
        return new Idle(failing ? Math.min(LONGEST_FAILURE, millis * 2) : FIRST_FAILURE, true);
    }
}
