package org.manyhands.db.transaction;

import java.util.List;
import org.hibernate.StatelessSession;

/** An open transaction: proof that one is open, handed to every method of a store. Not thread-safe; never kept. */
public final class Tx {
    private static final int BATCH = 100;

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

    /** Inserts rows in JDBC batches. They are in the database when it returns. */
    public void insertAll(List<?> rows) {
        if (!rows.isEmpty()) {
            session.setJdbcBatchSize(BATCH);
            session.insertMultiple(rows);
            session.setJdbcBatchSize(1);
        }
    }

    /** Hibernate's session; for the stores of this module, and nobody else. */
    public StatelessSession session() {
        return session;
    }
}
