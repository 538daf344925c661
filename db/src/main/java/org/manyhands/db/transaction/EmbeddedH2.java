package org.manyhands.db.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.h2.tools.Server;

/**
 * H2 inside the server process, its files in the project's directory, served to the daemons on loopback TCP. The server
 * itself works in-process. Rows are on disk before a commit is acknowledged (WRITE_DELAY=0).
 */
public final class EmbeddedH2 implements AutoCloseable {
    /** The login of server and daemons. */
    public static final String USER = "manyhands";

    private static final String FILE = "jdbc:h2:file:";
    private static final String NAME = "manyhands";
    private static final int IN_USE = 90_020;
    private static final int WRONG_PASSWORD = 28_000;

    private final DatabaseConfig config;
    private final Server server;

    private EmbeddedH2(DatabaseConfig config, Server server) {
        this.config = config;
        this.server = server;
    }

    /**
     * Opens the files (made if missing) and serves them.      *
     *
     * @param port 0 takes a free one @throws DatabaseUnavailableException when another process has the files open, the password is not the one they were made with, or the port is taken
     */
    public static EmbeddedH2 start(Path folder, int port, String password) {
        // Read once, when H2's classes are loaded; without it H2 listens on every interface and turns strangers away
        // later.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        Path base = folder.toAbsolutePath().normalize();
        DatabaseConfig config = new DatabaseConfig(
                FILE + base.resolve(NAME)
                        + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=2000;CACHE_SIZE=32768"
                        // No log file of its own beside the data: its faults are in the log of this process.
                        + ";TRACE_LEVEL_FILE=0",
                USER,
                password);
        try {
            Files.createDirectories(base);
            DriverManager.getConnection(config.url(), config.user(), config.password())
                    .close();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(reason(base, e), e);
        } catch (IOException e) {
            throw new DatabaseUnavailableException("the folder " + base + " cannot be made: " + e.getMessage(), e);
        }
        try {
            Server server = Server.createTcpServer(
                            "-tcpPort", Integer.toString(port), "-baseDir", base.toString(), "-tcpDaemon")
                    .start();
            return new EmbeddedH2(config, server);
        } catch (SQLException e) {
            shutDown(config);
            throw new DatabaseUnavailableException(
                    "H2 cannot serve on 127.0.0.1, port " + port + ": " + e.getMessage()
                            + "; is the port taken by another process?",
                    e);
        }
    }

    /** Where daemons on this machine find it. */
    public static String address(int port) {
        return "jdbc:h2:tcp://127.0.0.1:" + port + "/./" + NAME;
    }

    /** The folder of the files; empty for a database that another process opens. */
    static Optional<Path> folder(DatabaseConfig config) {
        String url = config.url();
        int end = url.indexOf(';');
        return url.startsWith(FILE)
                ? Optional.ofNullable(Path.of(url.substring(FILE.length(), end < 0 ? url.length() : end))
                        .getParent())
                : Optional.empty();
    }

    /** For the process that started it. */
    public DatabaseConfig config() {
        return config;
    }

    public int port() {
        return server.getPort();
    }

    /** Writes everything out and closes the files; connections of daemons break. */
    @Override
    public void close() {
        server.stop();
        shutDown(config);
    }

    private static void shutDown(DatabaseConfig config) {
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("H2 did not close: " + e.getMessage(), e);
        }
    }

    private static String reason(Path folder, SQLException e) {
        return switch (e.getErrorCode()) {
            case IN_USE ->
                "the database in " + folder
                        + " is open in another process; is the project running already? End it with 'manyhands down'";
            case WRONG_PASSWORD ->
                "the database in " + folder
                        + " was made with another password than the one in secrets/database.password; put that one back";
            default -> "the database in " + folder + " cannot be opened: " + e.getMessage();
        };
    }
}
