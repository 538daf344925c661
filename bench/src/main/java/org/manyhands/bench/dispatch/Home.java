package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.daemon.DaemonSetting;
import org.manyhands.db.transaction.DatabaseConfig;

/** The directory of a project that is only there to be measured. */
final class Home {
    private final ProjectDirectory directory;

    private Home(ProjectDirectory directory) {
        this.directory = directory;
    }

    /** Makes the directory, or finds it as an earlier run has left it. */
    static Home at(Path root) throws IOException {
        return new Home(new ProjectDirectory(root).create());
    }

    /** The password of the project's login at its database, made here the first time. */
    String password() {
        return directory.secret(DaemonSetting.PASSWORD_FILE, () -> Long.toHexString(new SecureRandom().nextLong()));
    }

    /**
     * Writes a configuration that differs from a new project's in nothing but names and places.
     *
     * @param database empty for H2, embedded in the server
     */
    Home configure(Path files, Optional<DatabaseConfig> database) throws IOException {
        StringBuilder config = new StringBuilder("project: Bench\nfiles: '" + files + "'\n");
        database.ifPresent(
                address -> config.append("database: {url: '" + address.url() + "', user: '" + address.user() + "'}\n"));
        config.append("server: {port: 0}\n");
        Files.writeString(directory.config(), config);
        database.ifPresent(address -> directory.secret(DaemonSetting.PASSWORD_FILE, address::password));
        return this;
    }

    ProjectDirectory directory() {
        return directory;
    }

    /** Another server of the same project has the same secrets. */
    void copySecretsTo(Home other) throws IOException {
        try (Stream<Path> secrets = Files.list(directory.secrets())) {
            for (Path secret : secrets.toList()) {
                Path copy = other.directory.secrets().resolve(secret.getFileName());
                Files.copy(secret, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Where the server serves its embedded database. */
    DatabaseConfig embedded() throws IOException {
        String url = Files.readString(directory.databaseUrl()).strip();
        String password = directory.secret(DaemonSetting.PASSWORD_FILE).orElseThrow();
        return new DatabaseConfig(url, org.manyhands.db.transaction.EmbeddedH2.USER, password);
    }
}
