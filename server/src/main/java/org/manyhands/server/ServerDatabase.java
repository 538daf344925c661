package org.manyhands.server;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.daemon.DaemonSetting;
import org.manyhands.db.transaction.DatabaseConfig;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.manyhands.db.transaction.EmbeddedH2;
import org.manyhands.protocol.config.ConfigException;

/** The server's database: H2 that it opens itself and serves to the daemons, or the one that the configuration names. */
final class ServerDatabase implements AutoCloseable {
    /** Environment: the port on which H2 is served to the daemons. */
    static final String H2_PORT = "MANYHANDS_H2_PORT";

    private final Database database;
    private final @Nullable EmbeddedH2 embedded;

    private ServerDatabase(Database database, @Nullable EmbeddedH2 embedded) {
        this.database = database;
        this.embedded = embedded;
    }

    static ServerDatabase open(
            ProjectDirectory directory, ProjectConfig config, Map<String, String> environment, SecureRandom random)
            throws ConfigException {
        Optional<String> h2Port = variable(environment, H2_PORT);
        Optional<String> url = variable(environment, DaemonSetting.DATABASE_URL)
                .or(() -> Optional.ofNullable(config.database()).map(ProjectConfig.DatabaseAddress::url));
        if (h2Port.isEmpty() && url.isPresent()) {
            String user = config.database() == null
                    ? EmbeddedH2.USER
                    : config.database().user();
            return new ServerDatabase(
                    Database.openAndMigrate(
                            new DatabaseConfig(url.get(), user, configuredPassword(directory, environment))),
                    null);
        }
        String password = variable(environment, DaemonSetting.DATABASE_PASSWORD)
                .orElseGet(() -> directory.secret(DaemonSetting.PASSWORD_FILE, () -> password(random)));
        EmbeddedH2 embedded = EmbeddedH2.start(directory.database(), port(h2Port.orElse("0")), password);
        try {
            return new ServerDatabase(Database.openAndMigrate(embedded.config()), embedded);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    Database database() {
        return database;
    }

    /**
     * Refuses to go on with an embedded database that has closed itself.
     *
     * @throws DatabaseUnavailableException when only a new process can open it again
     */
    void requireOpen() {
        if (embedded != null && database.closedForGood()) {
            throw new DatabaseUnavailableException(
                    "the embedded database has closed itself after a fault, most often a full disk; this process ends, and"
                            + " its supervisor starts it again; look at the room on the disk of the project's directory",
                    null);
        }
    }

    @Override
    public void close() {
        database.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static String configuredPassword(ProjectDirectory directory, Map<String, String> environment)
            throws ConfigException {
        return variable(environment, DaemonSetting.DATABASE_PASSWORD)
                .or(() -> directory.secret(DaemonSetting.PASSWORD_FILE))
                .orElseThrow(() -> new ConfigException("the server needs the database's password: write it to "
                        + directory.secrets().resolve(DaemonSetting.PASSWORD_FILE) + " or set "
                        + DaemonSetting.DATABASE_PASSWORD));
    }

    private static int port(String text) throws ConfigException {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message below.
        }
        throw new ConfigException(H2_PORT + " is '" + text + "'; expected a port from 0 to 65535");
    }

    private static String password(SecureRandom random) {
        byte[] bits = new byte[24];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
