package org.manyhands.bench.dispatch.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes the past of a project in bulk: accounts, hosts, COMPLETE batches with ASSIMILATED work units, a VALID result of each, and
 * the journal behind it, each payment pending. What it leaves out are the bodies of reports and the parts of answers. It is for a
 * database that has the schema and nothing else; a table is filled by one thread, the large ones at the same time.
 */
public final class HistoryLoader {
    private static final String NOTE = "bench.past";
    private static final Duration HOLD = Duration.ofDays(365);

    private final Connector connector;
    private final boolean h2;
    private final Past past;
    private final long now;

    /** Makes connections that commit each statement. */
    @FunctionalInterface
    public interface Connector {
        Connection connect() throws SQLException;
    }

    /** @param now milliseconds since 1970 UTC */
    public HistoryLoader(Connector connector, boolean h2, Past past, long now) {
        this.connector = connector;
        this.h2 = h2;
        this.past = past;
        this.now = now;
    }

    /**
     * Loads unless the database has this very past already.
     *
     * @return false when nothing was to do
     * @throws IllegalStateException when the database has another past, or other rows
     */
    public boolean load() throws SQLException, InterruptedException {
        PastRows rows;
        try (Connection connection = connector.connect()) {
            String noted = noted(connection);
            if (noted.equals(past.words())) {
                return false;
            }
            if (!noted.isEmpty() || hasAccounts(connection)) {
                throw new IllegalStateException("the database has " + (noted.isEmpty() ? "rows of its own" : noted)
                        + ", and a past of " + past.words() + " needs an empty one; give another --folder or database");
            }
            rows = new PastRows(past, Identifiers.take(connection, past), now, now + HOLD.toMillis());
            checkReferences(connection, false);
            Numbers.make(connection);
        }
        all(rows::small, rows::workUnits, rows::results, rows::transfers, rows::promises);
        try (Connection connection = connector.connect()) {
            checkReferences(connection, true);
            Numbers.drop(connection);
            note(connection);
        }
        return true;
    }

    /** A part of the rows. */
    @FunctionalInterface
    private interface Filling {
        void fill(Connection connection) throws SQLException;
    }

    private void all(Filling... parts) throws SQLException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(parts.length);
        try {
            List<Future<Boolean>> running = new ArrayList<>();
            for (Filling part : parts) {
                running.add(executor.submit(() -> fill(part)));
            }
            for (Future<Boolean> part : running) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException("the past was not loaded: " + e.getMessage(), e);
        } finally {
            executor.shutdownNow();
        }
    }

    private boolean fill(Filling filling) throws SQLException {
        try (Connection connection = connector.connect()) {
            if (!h2) {
                execute(connection, "set session foreign_key_checks = 0, unique_checks = 0");
            }
            filling.fill(connection);
            return true;
        }
    }

    /** Tables are filled in no order, so references are not looked at meanwhile; on MySQL each connection says so for itself. */
    private void checkReferences(Connection connection, boolean check) throws SQLException {
        if (h2) {
            execute(connection, "set referential_integrity " + check);
        }
    }

    private static String noted(Connection connection) throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement("select setting_value from project_setting where name = ?")) {
            read.setString(1, NOTE);
            try (ResultSet rows = read.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private void note(Connection connection) throws SQLException {
        try (PreparedStatement write =
                connection.prepareStatement("insert into project_setting (name, setting_value) values (?, ?)")) {
            write.setString(1, NOTE);
            write.setString(2, past.words());
            write.executeUpdate();
        }
    }

    private static boolean hasAccounts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from account where id > 0 limit 1")) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
