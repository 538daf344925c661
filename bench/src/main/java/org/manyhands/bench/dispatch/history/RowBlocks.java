package org.manyhands.bench.dispatch.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Fills one table in blocks, each committed; values are text or whole numbers. */
final class RowBlocks {
    private static final int ROWS = 1_000;
    private static final int ROWS_OF_A_COMMIT = 20_000;

    private RowBlocks() {}

    /** The values of one row, by the row's number. */
    @FunctionalInterface
    interface Row {
        Object[] values(long number);
    }

    /**
     * Inserts rows 0 to {@code count - 1}.
     *
     * @param columns with commas between
     */
    static void fill(Connection connection, String table, String columns, long count, Row row) throws SQLException {
        String places = "?, ".repeat(columns.split(",").length - 1) + "?";
        connection.setAutoCommit(false);
        String insert = "insert into " + table + " (" + columns + ") values (" + places + ")";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (long number = 0; number < count; number++) {
                Object[] values = row.values(number);
                for (int column = 0; column < values.length; column++) {
                    statement.setObject(column + 1, values[column]);
                }
                statement.addBatch();
                if ((number + 1) % ROWS == 0) {
                    statement.executeBatch();
                }
                if ((number + 1) % ROWS_OF_A_COMMIT == 0) {
                    connection.commit();
                }
            }
            statement.executeBatch();
            connection.commit();
        }
        connection.setAutoCommit(true);
    }
}
