package org.manyhands.bench.dispatch.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills tables within the database, from a table of numbers: a row costs a fifth of what it costs to be sent there. The table of
 * numbers is made at the start and dropped at the end.
 */
final class Numbers {
    /** Numbers in the table, and most rows of one statement, which is one transaction. */
    private static final int COUNT = 100_000;

    private static final String TABLE = "bench_number";

    private Numbers() {}

    static void make(Connection connection) throws SQLException {
        drop(connection);
        execute(connection, "create table " + TABLE + " (n bigint not null primary key)");
        RowBlocks.fill(connection, TABLE, "n", COUNT, number -> new Object[] {number});
    }

    static void drop(Connection connection) throws SQLException {
        execute(connection, "drop table if exists " + TABLE);
    }

    /**
     * Inserts rows 0 to {@code count - 1}.
     *
     * @param columns each with an expression of its value in which {@code #} stands for the row's number
     */
    static void fill(Connection connection, String table, long count, Column... columns) throws SQLException {
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (Column column : columns) {
            names.append(names.isEmpty() ? "" : ", ").append(column.name());
            values.append(values.isEmpty() ? "" : ", ").append(column.value());
        }
        String insert = "insert into " + table + " (" + names + ") select " + values + " from " + TABLE + " where n < ";
        for (long first = 0; first < count; first += COUNT) {
            execute(connection, insert.replace("#", "(n + " + first + ")") + Math.min(COUNT, count - first));
        }
    }

    /** A column and the expression of its value. */
    record Column(String name, String value) {}

    static Column value(String name, String value) {
        return new Column(name, value);
    }

    static Column value(String name, long value) {
        return new Column(name, Long.toString(value));
    }

    static Column text(String name, String value) {
        return new Column(name, "'" + value + "'");
    }

    /** The expression of a number that follows {@code first}. */
    static Column numbered(String name, long first) {
        return new Column(name, first + " + #");
    }

    /** Whole quotient; both databases write it alike only so. */
    static String quotient(String of, long by) {
        return "(" + of + " - mod(" + of + ", " + by + ")) / " + by;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
