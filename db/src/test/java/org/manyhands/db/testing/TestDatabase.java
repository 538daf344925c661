package org.manyhands.db.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.manyhands.db.Database;
import org.manyhands.db.transaction.DatabaseConfig;

/**
 * A migrated database for tests, made once for each kind and JVM and emptied before each test. As a JUnit extension
 * ({@code @RegisterExtension final TestDatabase database = TestDatabase.h2();}) it empties itself, and after each test the rules
 * of the journal must hold. Its time stands still until a test moves {@link #clock()}.
 */
public final class TestDatabase implements BeforeEachCallback, AfterEachCallback {
    private static final Map<Kind, TestDatabase> SHARED = new EnumMap<>(Kind.class);
    private static final AtomicInteger MEMORIES = new AtomicInteger();
    private static final Set<String> KEPT = Set.of("flyway_schema_history", "id_block");

    private final Kind kind;
    private final DatabaseConfig config;
    private final MovableClock clock = new MovableClock();
    private final Database database;

    private TestDatabase(Kind kind) {
        this.kind = kind;
        this.config = emptyDatabase(kind);
        this.database = Database.openAndMigrate(config, clock);
    }

    /** H2 in memory. */
    public static TestDatabase h2() {
        return of(Kind.H2);
    }

    /** The shared one of that kind. */
    public static synchronized TestDatabase of(Kind kind) {
        @Nullable TestDatabase known = SHARED.get(kind);
        if (known == null) {
            known = new TestDatabase(kind);
            SHARED.put(kind, known);
        }
        return known;
    }

    /** The kinds that this machine can run. */
    public static List<Kind> kinds() {
        return MariaDbServer.available() ? List.of(Kind.H2, Kind.MARIADB) : List.of(Kind.H2);
    }

    /** Where a fresh database is, without any table. */
    public static DatabaseConfig emptyDatabase(Kind kind) {
        return switch (kind) {
            case H2 ->
                new DatabaseConfig(
                        "jdbc:h2:mem:test" + MEMORIES.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "manyhands", "");
            case MARIADB -> MariaDbServer.newDatabase();
        };
    }

    public Kind kind() {
        return kind;
    }

    public Database database() {
        return database;
    }

    /** Where it is, for a second pool or another process. */
    public DatabaseConfig config() {
        return config;
    }

    public MovableClock clock() {
        return clock;
    }

    /** Deletes all rows; identifiers go on. */
    public void reset() {
        clock.reset();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            boolean h2 = kind == Kind.H2;
            statement.execute(h2 ? "set referential_integrity false" : "set foreign_key_checks = 0");
            for (String table : tables(connection)) {
                statement.execute("delete from " + table);
            }
            statement.execute(h2 ? "set referential_integrity true" : "set foreign_key_checks = 1");
        } catch (SQLException e) {
            throw new IllegalStateException("the test database cannot be emptied", e);
        }
    }

    /** A connection of its own, which commits each statement. */
    public Connection connect() throws SQLException {
        String url = config.url() + (kind == Kind.MARIADB ? "?useInformationSchema=false" : "");
        return DriverManager.getConnection(url, config.user(), config.password());
    }

    /** All rules of the journal hold, or an AssertionError says which do not. */
    public void requireBalancedJournal() {
        List<String> violations = database.inTransaction(tx -> database.ledger().violations(tx));
        if (!violations.isEmpty()) {
            throw new AssertionError("the journal's rules do not hold: " + String.join("; ", violations));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        requireBalancedJournal();
    }

    @Override
    public String toString() {
        return kind.name();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                if (!KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    /** The databases that everything must run on. */
    public enum Kind {
        /** H2, in memory. */
        H2,
        /** A real MariaDB. */
        MARIADB
    }
}
