package org.manyhands.server.agent;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.manyhands.db.Database;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.transaction.Tx;

/** When a host is to call again: soon while a batch runs, later the longer there was none. Thread-safe. */
public final class NextCall {
    private static final Set<BatchState> BUSY = EnumSet.of(BatchState.RUNNING, BatchState.FUNDED);
    private static final int BUSY_SECONDS = 2;
    private static final int QUIET_SECONDS = 6;
    private static final int IDLE_SECONDS = 30;
    private static final Duration IDLE_AFTER = Duration.ofMinutes(10);

    private final Database database;
    private final RandomGenerator random;
    private final AtomicLong lastBusyMillis = new AtomicLong();

    public NextCall(Database database, RandomGenerator random) {
        this.database = database;
        this.random = random;
    }

    /** How long hosts may stay away at least, in seconds: asked once for all calls of a transaction. */
    int least(Tx tx) {
        boolean busy = database.batches().hasAny(tx, BUSY);
        long now = tx.nowMillis();
        if (busy || lastBusyMillis.get() == 0) {
            // A server that has just started knows nothing of before: it takes this moment.
            lastBusyMillis.set(now);
        }
        return busy ? BUSY_SECONDS : now - lastBusyMillis.get() > IDLE_AFTER.toMillis() ? IDLE_SECONDS : QUIET_SECONDS;
    }

    /** Seconds for one host: up to half as many again at random, so that hosts do not all call at once. */
    int seconds(int least) {
        return least + random.nextInt(least / 2 + 1);
    }
}
