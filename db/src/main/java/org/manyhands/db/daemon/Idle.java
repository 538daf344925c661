package org.manyhands.db.daemon;

/**
 * How long a daemon waits between passes: not at all after a full block of work; 150 ms after a sixteenth of one or more, since work comes in
 * fast then and a large block costs little more than a small one; 25 ms after less; 150 ms doubling to 2 s when there is none, 250 ms doubling
 * to 10 s when passes fail. A value: each answer is the next one.
 *
 * @param millis how long to wait now
 */
record Idle(long millis, boolean failing) {
    static final Idle NONE = new Idle(0, false);

    private static final Idle GATHER = new Idle(25, false);
    private static final Idle GATHER_MORE = new Idle(150, false);
    private static final int MUCH = 16;
    private static final long FIRST = 150;
    private static final long LONGEST = 2_000;
    private static final long FIRST_FAILURE = 250;
    private static final long LONGEST_FAILURE = 10_000;

    /** After a pass that did so much, of so much that is a full block. */
    Idle after(int done, int fullBlock) {
        if (done > 0) {
            boolean much = done * MUCH >= fullBlock;
            return done >= fullBlock ? NONE : much ? GATHER_MORE : GATHER;
        }
        return new Idle(failing || millis < FIRST ? FIRST : Math.min(LONGEST, millis * 2), false);
    }

    /** After a pass that failed. */
    Idle afterFailure() {
        return new Idle(failing ? Math.min(LONGEST_FAILURE, millis * 2) : FIRST_FAILURE, true);
    }
}
