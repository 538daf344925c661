package org.manyhands.db.transaction;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** An open transaction: proof that one is open, handed to every method of a store. Not thread-safe; never kept. */
public final class Tx {
    private static final int BATCH = 100;

    private final StatelessSession session;
    private final DatabaseClock clock;
    private final DatabaseKind kind;
    private long nowMillis = Long.MIN_VALUE;

    Tx(StatelessSession session, DatabaseClock clock, DatabaseKind kind) {
        this.session = session;
        this.clock = clock;
        this.kind = kind;
    }

    /** The database's clock at the start of this transaction, milliseconds since 1970 UTC. The same at each call. */
    public long nowMillis() {
        if (nowMillis == Long.MIN_VALUE) {
            nowMillis = clock.millis(session);
        }
        return nowMillis;
    }

    /** Inserts rows of one table, with few statements. They are in the database when it returns. */
    public void insertAll(List<?> rows) {
        if (!rows.isEmpty()) {
            session.doWork(connection -> RowInsert.into(rows.get(0).getClass()).write(connection, kind, rows));
        }
    }

    /**
     * For the stores of this module, and nobody else. Runs one statement with each of these rows of parameters, in JDBC batches; how many rows of the table each changed or
     * (MySQL's driver says found) would have changed, in the same order.
     */
    public int[] updateAll(String sql, List<@Nullable Object[]> rows) {
        int[] counts = new int[rows.size()];
        session.doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int from = 0; from < rows.size(); from += BATCH) {
                    int to = Math.min(rows.size(), from + BATCH);
                    int[] found = batch(statement, rows.subList(from, to));
                    System.arraycopy(found, 0, counts, from, found.length);
                }
            }
        });
        return counts;
    }

    /** Runs one statement that is to find so many rows. False when it did not: then it has changed nothing. */
    boolean updateExactly(String sql, List<@Nullable Object> parameters, int rows) {
        return session.doReturningWork(connection -> {
            Savepoint before = connection.setSavepoint("rows");
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters.toArray());
                if (statement.executeUpdate() == rows) {
                    return true;
                }
            }
            connection.rollback(before);
            return false;
        });
    }

    private static int[] batch(PreparedStatement statement, List<@Nullable Object[]> rows) throws SQLException {
        for (@Nullable Object[] row : rows) {
            set(statement, row);
            statement.addBatch();
        }
        return statement.executeBatch();
    }

    private static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int place = 0; place < values.length; place++) {
            statement.setObject(place + 1, values[place]);
        }
    }

    /**
     * For the stores of this module, and nobody else. A query in SQL. Hibernate keeps what it made of a query in its own language,
     * but makes it anew each time when a parameter is a list; SQL it takes as it is, which the hot path prefers.
     */
    public <T> NativeQuery<T> sql(String query, Class<T> row) {
        return session.createNativeQuery(query, row);
    }

    /** What the database is; for the stores of this module, and nobody else. */
    public DatabaseKind kind() {
        return kind;
    }

    /** Hibernate's session; for the stores of this module, and nobody else. */
    public StatelessSession session() {
        return session;
    }
}
