package org.manyhands.bench.dispatch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.manyhands.db.transaction.DatabaseConfig;
import org.manyhands.db.transaction.DatabaseKind;

/**
 * The database under test, as the benchmark reads it beside the project.
 *
 * @param words for the head of the table
 * @param config where it is
 * @param pid its process, when it is one of its own on this machine
 */
record BenchDatabase(String words, DatabaseConfig config, OptionalLong pid) {
    private static final List<String> INNODB_ROWS =
            List.of("innodb_rows_inserted", "innodb_rows_updated", "innodb_rows_deleted");
    /** The same where InnoDB does not count, as in MariaDB 11: writes of all engines, temporary tables not among them. */
    private static final List<String> HANDLER_ROWS = List.of("handler_write", "handler_update", "handler_delete");

    /** What the database has written since it started. */
    record Writes(long rows, long syncs) {
        Writes minus(Writes earlier) {
            return new Writes(rows - earlier.rows, syncs - earlier.syncs);
        }
    }

    /** A database that somebody else runs. */
    static BenchDatabase there(DatabaseConfig config) throws BenchFailedException {
        BenchDatabase database = new BenchDatabase(config.url(), config, OptionalLong.empty());
        try (Connection connection = database.connect()) {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            throw new BenchFailedException("the database " + config.url() + " cannot be used as " + config.user() + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + "; start it, make an empty database and a login for it (--db-user), and give the password in"
                    + " MANYHANDS_DATABASE_PASSWORD");
        }
        return database;
    }

    /** A connection that commits each statement. */
    Connection connect() throws SQLException {
        DatabaseKind kind = DatabaseKind.of(config);
        return DriverManager.getConnection(kind.address(config.url()), config.user(), config.password());
    }

    boolean isH2() {
        return config.url().startsWith("jdbc:h2:");
    }

    /** The database's own counters, of the whole server; empty where there are none. */
    Optional<Writes> writes(Connection connection) throws SQLException {
        if (isH2()) {
            return Optional.empty();
        }
        Map<String, Long> status = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show global status")) {
            while (rows.next()) {
                if (rows.getString(2).matches("\\d{1,18}")) {
                    status.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getLong(2));
                }
            }
        }
        long inserted = sum(status, INNODB_ROWS);
        long written = inserted > 0 ? inserted : sum(status, HANDLER_ROWS);
        return Optional.of(new Writes(written, status.getOrDefault("innodb_data_fsyncs", 0L)));
    }

    private static long sum(Map<String, Long> status, List<String> names) {
        return names.stream().mapToLong(name -> status.getOrDefault(name, 0L)).sum();
    }
}
