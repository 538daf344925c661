package org.manyhands.db.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.transaction.DatabaseConfig;
import org.manyhands.db.transaction.EmbeddedH2;
import org.manyhands.protocol.config.ConfigException;

/**
 * What a daemon knows when it starts: the project's configuration with the command line and the environment above it.
 *
 * @param directory the project's directory; null on a machine that has none
 * @param database where the database is
 * @param files folder of the file store
 */
public record DaemonSetting(
        ProjectConfig config, @Nullable ProjectDirectory directory, DatabaseConfig database, Path files) {
    /** Environment: stands above the configuration's address of the database. */
    public static final String DATABASE_URL = "MANYHANDS_DATABASE_URL";
    /** Environment: stands above {@code secrets/database.password}. */
    public static final String DATABASE_PASSWORD = "MANYHANDS_DATABASE_PASSWORD";
    /** File in {@code secrets/}. */
    public static final String PASSWORD_FILE = "database.password";

    /** Puts the command line, the environment and the configuration together; refuses what is missing, naming its options. */
    static DaemonSetting of(String daemon, DaemonOptions options, Map<String, String> environment)
            throws ConfigException {
        ProjectDirectory directory = options.home == null ? null : new ProjectDirectory(options.home);
        ProjectConfig config = directory == null ? ProjectConfig.DEFAULTS : ProjectConfig.read(directory.config());
        Optional<String> url = first(options.database, environment.get(DATABASE_URL))
                .or(() -> Optional.ofNullable(config.database()).map(ProjectConfig.DatabaseAddress::url))
                .or(() -> embedded(directory));
        Optional<Path> files = first(options.files, config.files())
                .map(folder ->
                        directory == null ? Path.of(folder) : directory.root().resolve(folder))
                .or(() -> Optional.ofNullable(directory).map(ProjectDirectory::files));
        if (url.isEmpty() || files.isEmpty()) {
            throw new ConfigException(daemon + " needs the project's database and its file store; missing: "
                    + (url.isEmpty()
                            ? "the database's address (--db jdbc:mysql://…, or 'database' in manyhands.yaml)"
                            : "")
                    + (url.isEmpty() && files.isEmpty() ? " and " : "")
                    + (files.isEmpty() ? "the folder of the file store (--files DIR, or --home DIR)" : "")
                    + "; give both --db and --files, or --home of a project that was started on this machine");
        }
        String user = first(options.user, null)
                .or(() -> Optional.ofNullable(config.database()).map(ProjectConfig.DatabaseAddress::user))
                .orElse(EmbeddedH2.USER);
        String password = first(environment.get(DATABASE_PASSWORD), null)
                .or(() -> Optional.ofNullable(directory).flatMap(home -> home.secret(PASSWORD_FILE)))
                .orElseThrow(
                        () -> new ConfigException(daemon + " needs the database's password: set " + DATABASE_PASSWORD
                                + " or write it to secrets/" + PASSWORD_FILE + " in the directory given with --home"));
        return new DaemonSetting(config, directory, new DatabaseConfig(url.get(), user, password), files.get());
    }

    /** Where the server of a project on this machine serves its embedded database. */
    private static Optional<String> embedded(@Nullable ProjectDirectory directory) {
        if (directory == null || !Files.exists(directory.databaseUrl())) {
            return Optional.empty();
        }
        try {
            return first(Files.readString(directory.databaseUrl()).strip(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(directory.databaseUrl() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> first(@Nullable String one, @Nullable String other) {
        return Optional.ofNullable(one)
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(other).filter(text -> !text.isBlank()));
    }
}
