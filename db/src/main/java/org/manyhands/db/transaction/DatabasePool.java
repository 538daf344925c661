package org.manyhands.db.transaction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Connections to the project's database, Hibernate over them, and transactions. Thread-safe. */
public final class DatabasePool implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 8;
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final HikariDataSource pool;
    private final SessionFactory factory;
    private final Transactions transactions;
    private final Ids ids;

    private DatabasePool(DatabaseConfig config, DatabaseKind kind, List<Class<?>> rows, @Nullable Clock clock) {
        pool = new HikariDataSource(settings(config, kind));
        try {
            factory = HibernateBoot.start(pool, kind, rows);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        Backoff backoff = new Backoff(new Random());
        transactions = new Transactions(
                factory,
                clock == null ? DatabaseClock.of(kind) : DatabaseClock.of(clock),
                kind,
                backoff,
                place(config));
        ids = new Ids(() -> connect(config, kind), backoff);
    }

    /**
     * Opens, migrating an older or empty schema first.      *
     *
     * @param rows classes that stand for tables
     * @param clock null for the database's own
     */
    public static DatabasePool openAndMigrate(DatabaseConfig config, List<Class<?>> rows, @Nullable Clock clock) {
        try {
            DatabaseKind kind = DatabaseKind.of(config);
            int found = version(config, kind);
            Schema.refuseNewer(found);
            if (found < Schema.VERSION) {
                Schema.migrate(config, kind, found);
            }
            return new DatabasePool(config, kind, rows, clock);
        } catch (SQLException e) {
            throw unreachable(config, e);
        }
    }

    /** Opens once the database is there with this program's schema; looks again until {@code patience} is over. */
    public static DatabasePool open(
            DatabaseConfig config, Duration patience, List<Class<?>> rows, @Nullable Clock clock) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            RuntimeException trouble;
            try {
                DatabaseKind kind = DatabaseKind.of(config);
                int found = version(config, kind);
                Schema.refuseNewer(found);
                if (found == Schema.VERSION) {
                    return new DatabasePool(config, kind, rows, clock);
                }
                trouble = new SchemaException(
                        "the database has schema version " + found + ", this program needs version " + Schema.VERSION
                                + "; start the server of this version, which migrates it",
                        null);
            } catch (SQLException e) {
                trouble = unreachable(config, e);
            }
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                throw trouble;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
        }
    }

    /** Runs work in one transaction, again on a conflict. */
    public <T> T run(Function<Tx, T> work) {
        return transactions.run(work);
    }

    /** True once a fault has shown that the embedded database will not work again in this process. */
    public boolean closedForGood() {
        return transactions.closedForGood();
    }

    public Ids ids() {
        return ids;
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }

    private static String place(DatabaseConfig config) {
        return EmbeddedH2.folder(config)
                .map(folder -> "the disk of " + folder)
                .orElse("the disk of the project's database");
    }

    private static HikariConfig settings(DatabaseConfig config, DatabaseKind kind) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("database");
        settings.setJdbcUrl(kind.address(config.url()));
        settings.setUsername(config.user());
        settings.setPassword(config.password());
        settings.setAutoCommit(false);
        settings.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        settings.setMinimumIdle(1);
        settings.setMaximumPoolSize(MOST_CONNECTIONS);
        settings.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        settings.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        return settings;
    }

    private static Connection connect(DatabaseConfig config, DatabaseKind kind) throws SQLException {
        return DriverManager.getConnection(kind.address(config.url()), config.user(), config.password());
    }

    private static int version(DatabaseConfig config, DatabaseKind kind) throws SQLException {
        try (Connection connection = connect(config, kind)) {
            return Schema.version(connection, kind);
        }
    }

    private static DatabaseUnavailableException unreachable(DatabaseConfig config, SQLException cause) {
        return new DatabaseUnavailableException(
                "the database " + config + " cannot be reached: " + cause.getMessage(), cause);
    }
}
