package org.manyhands.db.transaction;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The version of the schema: which one this program wants, which one the database has. */
final class Schema {
    /** The newest file in {@code db/migration}. */
    static final int VERSION = 13;

    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /** The database's version; 0 when it is empty. */
    static int version(Connection connection, DatabaseKind kind) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        boolean known = false;
        try (ResultSet tables =
                meta.getTables(connection.getCatalog(), connection.getSchema(), HISTORY, new String[] {"TABLE"})) {
            known = tables.next();
        }
        if (!known) {
            return 0;
        }
        int newest = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + kind.quoted("version") + ", "
                        + kind.quoted("success") + " from " + kind.quoted(HISTORY) + " where "
                        + kind.quoted("version") + " is not null")) {
            while (rows.next()) {
                int version = Integer.parseInt(rows.getString(1));
                if (!rows.getBoolean(2)) {
                    throw new SchemaException(
                            "step " + version
                                    + " of the database's schema failed when it was last migrated; restore the"
                                    + " backup made before it, then start again",
                            null);
                }
                newest = Math.max(newest, version);
            }
        }
        return newest;
    }

    /** Refuses a newer schema, in words. */
    static void refuseNewer(int found) {
        if (found > VERSION) {
            throw new SchemaException(
                    "the database has schema version " + found + ", this program knows up to version " + VERSION
                            + ": the project was run with a newer Manyhands; install that version or restore a backup made"
                            + " before the upgrade",
                    null);
        }
    }

    /** Brings an older or empty schema to this program's version. Two processes at once: one waits for the other. */
    static void migrate(DatabaseConfig config, DatabaseKind kind, int found) {
        try {
            if (found == 0 && kind.beforeMigration().isPresent()) {
                prepare(config, kind, kind.beforeMigration().get());
            }
            Flyway.configure()
                    .dataSource(kind.address(config.url()), config.user(), config.password())
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("on", kind.onTableOfDroppedIndex()))
                    .load()
                    .migrate();
        } catch (FlywayException | SQLException e) {
            throw new SchemaException("the database's schema cannot be migrated: " + e.getMessage(), e);
        }
    }

    private static void prepare(DatabaseConfig config, DatabaseKind kind, String change) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(kind.address(config.url()), config.user(), config.password());
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }
}
