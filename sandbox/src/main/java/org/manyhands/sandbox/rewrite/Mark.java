package org.manyhands.sandbox.rewrite;

import org.jspecify.annotations.Nullable;

/**
 * A place in a function's code where its meter has something to do.
 *
 * @param position offset in the code; the meter acts before the instruction there
 * @param segment what begins there and is charged, of cost 0 where nothing does
 * @param most what the function may owe here without settling, where that is asked
 * @param counter what tells the turns of a counted loop, for the acts that stand around one
 */
record Mark(
        int position,
        Act act,
        Segment segment,
        int most,
        @Nullable TurnCounter counter) {
    enum Act {
        /** A segment begins. */
        CHARGE,
        /** A segment begins that is a loop's turn; too much is settled here. */
        LOOP,
        /** The same, but what is too much leaves the loop: the block around it ends where it is settled. */
        LEAVE_LOOP,
        /** A strip of a counted loop begins. */
        BEGIN_STRIP,
        /** A strip of a counted loop ends. */
        END_STRIP,
        /** What comes back after settling comes back here. */
        COME_BACK,
        /** Something follows that others can see. */
        SETTLE,
        /** A call follows below which too much is not to be owed: it is settled here. */
        SETTLE_TOO_MUCH
    }

    private static final Segment NOTHING = new Segment();

    /** A mark where nothing is charged. */
    static Mark of(int position, Act act, int most) {
        return new Mark(position, act, NOTHING, most, null);
    }

    /** The same mark, where another amount is too much. */
    Mark withMost(int other) {
        return new Mark(position, act, segment, other, counter);
    }

    boolean loopHeader() {
        return act == Act.LOOP || act == Act.LEAVE_LOOP;
    }

    /** True when the function need not count what it owes because of this mark. */
    boolean changesNothing() {
        return act == Act.SETTLE || act == Act.COME_BACK || (act == Act.CHARGE && segment.cost() == 0);
    }
}
