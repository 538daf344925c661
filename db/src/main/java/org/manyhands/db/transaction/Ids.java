package org.manyhands.db.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Identifiers from table {@code id_block}, 1,000 a block: MySQL has no sequences, and IDENTITY columns disable insert
 * batches. A block is taken in a transaction of its own on a connection of its own: were it taken from the pool, threads
 * that hold all its connections would wait for one more for ever. Ids of a block that is not used up are never used. Thread-safe.
 */
public final class Ids {
    static final int BLOCK = 1_000;
    private static final int TRIES = 20;

    private final Connector connector;
    private final Backoff backoff;
    private final Map<String, Range> ranges = new HashMap<>();

    Ids(Connector connector, Backoff backoff) {
        this.connector = connector;
        this.backoff = backoff;
    }

    /** The next identifier of that name, from 1. */
    public synchronized long next(String name) {
        Range range = ranges.get(name);
        if (range == null || range.next == range.end) {
            range = new Range(block(name));
            ranges.put(name, range);
        }
        return range.next++;
    }

    private long block(String name) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connector.connect()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                long start = take(connection, name);
                connection.commit();
                return start;
            } catch (SQLException e) {
                if (attempt == TRIES || !SqlFaults.isConflict(e)) {
                    throw new DatabaseUnavailableException(
                            "no block of identifiers for " + name + ": " + e.getMessage(), e);
                }
                backoff.pause(attempt);
            }
        }
    }

    private static long take(Connection connection, String name) throws SQLException {
        try (PreparedStatement move =
                connection.prepareStatement("update id_block set next_id = next_id + ? where name = ?")) {
            move.setInt(1, BLOCK);
            move.setString(2, name);
            if (move.executeUpdate() == 0) {
                try (PreparedStatement first =
                        connection.prepareStatement("insert into id_block (name, next_id) values (?, ?)")) {
                    first.setString(1, name);
                    first.setLong(2, 1L + BLOCK);
                    first.executeUpdate();
                    return 1;
                }
            }
        }
        try (PreparedStatement read = connection.prepareStatement("select next_id from id_block where name = ?")) {
            read.setString(1, name);
            try (ResultSet rows = read.executeQuery()) {
                rows.next();
                return rows.getLong(1) - BLOCK;
            }
        }
    }

    /** Opens a connection outside the pool. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    private static final class Range {
        private long next;
        private final long end;

        Range(long start) {
            this.next = start;
            this.end = start + BLOCK;
        }
    }
}
