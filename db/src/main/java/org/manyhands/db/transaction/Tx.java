package org.manyhands.db.transaction;

import org.hibernate.StatelessSession;

/** An open transaction: proof that one is open, handed to every method of a store. Not thread-safe; never kept. */
public final class Tx {
    private final StatelessSession session;
    private final DatabaseClock clock;
    private long nowMillis = Long.MIN_VALUE;

    Tx(StatelessSession session, DatabaseClock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** The database's clock at the start of this transaction, milliseconds since 1970 UTC. The same at each call. */
    public long nowMillis() {
        if (nowMillis == Long.MIN_VALUE) {
            nowMillis = clock.millis(session);
        }
        return nowMillis;
    }

    /** For the stores of this module, and nobody else. */
    public StatelessSession session() {
        return session;
    }
}
