package org.manyhands.generator;

import org.manyhands.db.Database;
import org.manyhands.db.transaction.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether validator and assimilator are far behind. Then nothing more is cut until they have caught up: hosts that return
 * faster than results can be judged would otherwise take the machine from those who judge, and the backlog would grow for ever.
 */
final class Backlog {
    /** Results that may wait for the validator, and work units for the assimilator: some seconds of their work. */
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final long LOOK_AGAIN_MILLIS = 500;

    private final int most;
    private long lookedAt = Long.MIN_VALUE;
    private boolean isLong;

    Backlog(int most) {
        this.most = most;
    }

    /** Looks twice a second at the most. */
    boolean isLong(Database db, Tx tx) {
        if (lookedAt == Long.MIN_VALUE || tx.nowMillis() - lookedAt >= LOOK_AGAIN_MILLIS) {
            lookedAt = tx.nowMillis();
            note(db.results().unjudged(tx, most) == most, db.workUnits().unassimilated(tx, most) == most);
        }
        return isLong;
    }

    private void note(boolean unjudged, boolean unassimilated) {
        boolean before = isLong;
        isLong = unjudged || unassimilated;
        if (isLong && !before) {
            LOG.info(
                    "nothing is cut for now: {} or more {} wait for the {}",
                    most,
                    unjudged ? "returned results" : "validated work units",
                    unjudged ? "validator" : "assimilator");
        } else if (before && !isLong) {
            LOG.info("validator and assimilator have caught up: batches are cut again");
        }
    }
}
