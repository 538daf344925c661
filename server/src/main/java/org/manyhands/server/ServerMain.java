package org.manyhands.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.manyhands.db.Database;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.daemon.Heartbeat;
import org.manyhands.db.daemon.OptionMistake;
import org.manyhands.db.daemon.Stop;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.manyhands.db.transaction.SchemaException;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.server.archive.ArchiveFolder;
import org.manyhands.server.http.PortTakenException;
import org.manyhands.server.key.KeyException;
import org.manyhands.server.pass.ArchivePass;
import org.manyhands.server.pass.CleanPass;
import org.manyhands.server.pass.ExpirePass;
import org.manyhands.server.pass.Pass;
import org.manyhands.server.pass.ReleasePass;
import org.manyhands.server.pass.TimedPasses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The server process: runs until SIGTERM or until its supervisor is gone. */
public final class ServerMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMain.class);
    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final long WAKE_MILLIS = 2_000;

    private ServerMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv()));
    }

    /** Exit code: 0 when it was told to end, 2 for a mistake on the command line or in the configuration, 1 otherwise. */
    static int run(String[] arguments, Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new ServerOptions());
        try {
            commandLine.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            System.err.println("server: " + OptionMistake.words(e) + "; try 'server --help'");
            return 2;
        }
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            return 0;
        }
        ServerOptions options = commandLine.getCommand();
        try {
            ProjectDirectory directory = new ProjectDirectory(options.home).create();
            ProjectConfig read = ProjectConfig.read(directory.config());
            ProjectConfig config = read.withServer(options.over(read.server()));
            requireSecure(config.server());
            serve(directory, config, environment);
            return 0;
        } catch (ConfigException | IllegalArgumentException e) {
            return told(e, 2);
        } catch (PortTakenException
                | SchemaException
                | DatabaseUnavailableException
                | KeyException
                | RefusedException
                | IOException
                | UncheckedIOException e) {
            return told(e, 1);
        } catch (RuntimeException e) {
            LOG.error("the server cannot go on", e);
            return told(e, 1);
        }
    }

    private static int told(Exception e, int exitCode) {
        System.err.println("server: " + e.getMessage());
        return exitCode;
    }

    private static void serve(ProjectDirectory directory, ProjectConfig config, Map<String, String> environment)
            throws ConfigException, PortTakenException, IOException {
        SecureRandom random = new SecureRandom();
        Path fileStore =
                config.files() == null ? directory.files() : directory.root().resolve(config.files());
        try (Stop stop = Stop.onSignalOrOrphaned("server");
                ServerDatabase opened = ServerDatabase.open(directory, config, environment, random)) {
            Database database = opened.database();
            try (ProjectServer server =
                            ProjectServer.start(directory, config, database, fileStore, Clock.systemUTC(), random);
                    TimedPasses passes = TimedPasses.of(
                            database.dataSource(),
                            passes(database, FileStore.open(fileStore), directory, config.policy()));
                    Heartbeat heartbeat = Heartbeat.of("server", database, stop)) {
                passes.start();
                heartbeat.start();
                String url = url(config.server().address(), server.port());
                publish(directory, url);
                LOG.info("server ready at {}, database {}, files in {}", url, databaseWords(config), fileStore);
                while (!stop.isAsked()) {
                    stop.await(WAKE_MILLIS);
                    opened.requireOpen();
                }
                LOG.info("server ends");
            } finally {
                Files.deleteIfExists(directory.url());
            }
        }
    }

    private static Map<Pass, Duration> passes(
            Database database, FileStore files, ProjectDirectory directory, ProjectConfig.Policy policy) {
        return Map.of(
                new ExpirePass(database),
                OFTEN,
                new ReleasePass(database, policy.feeBasisPoints()),
                OFTEN,
                new ArchivePass(database, new ArchiveFolder(directory.archive()), policy.archiveAfter()),
                SELDOM,
                new CleanPass(database, files),
                SELDOM);
    }

    private static String databaseWords(ProjectConfig config) {
        return config.database() == null ? "embedded H2" : config.database().url();
    }

    /** Whole or not at all: whoever waits for the file reads it at once. */
    private static void publish(ProjectDirectory directory, String url) throws IOException {
        Path temporary = directory.run().resolve("server.url.new");
        Files.writeString(temporary, url + "\n");
        Files.move(temporary, directory.url(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where this machine reaches the server. */
    private static String url(String address, int port) {
        String host = switch (address) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        };
        return "http://" + host + ":" + port;
    }

    private static void requireSecure(ProjectConfig.Server server) throws ConfigException {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(server.address()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigException("'server.address' is '" + server.address()
                    + "', which is no address of this machine; expected one such as 127.0.0.1 or 0.0.0.0");
        }
        if (!loopback && !server.insecureHttp()) {
            throw new ConfigException("other machines can reach " + server.address()
                    + ", and plain HTTP would show them tokens; put a proxy that speaks HTTPS before 127.0.0.1, or allow it"
                    + " with --insecure-http or 'insecure-http: true' below 'server' in manyhands.yaml");
        }
    }
}
