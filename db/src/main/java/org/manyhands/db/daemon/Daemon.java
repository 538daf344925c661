package org.manyhands.db.daemon;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.manyhands.db.Database;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.manyhands.db.transaction.SchemaException;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.error.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The frame of a daemon: {@code main} hands it the command line and the pass. It opens database and file store, runs passes
 * until SIGTERM or until its supervisor is gone, waits when there is nothing to do or the database is away, and gives signs of life.
 */
public final class Daemon {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Daemon() {}

    /** Runs a pass that needs nothing but database and file store. */
    public static int run(String name, String[] arguments, DaemonPass pass) {
        return run(name, arguments, (DaemonFactory) setting -> pass);
    }

    /**
     * Runs until it is told to end.
     *
     * @return exit code: 0 when it was told to end, 2 for a mistake on the command line or in the configuration, 1 otherwise
     */
    public static int run(String name, String[] arguments, DaemonFactory factory) {
        CommandLine commandLine = new CommandLine(new DaemonOptions()).setCommandName(name);
        try {
            commandLine.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            System.err.println(name + ": " + OptionMistake.words(e) + "; try '" + name + " --help'");
            return 2;
        }
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            return 0;
        }
        DaemonOptions options = commandLine.getCommand();
        try {
            return start(name, DaemonSetting.of(name, options, System.getenv()), factory);
        } catch (ConfigException | IllegalArgumentException e) {
            System.err.println(name + ": " + e.getMessage());
            return 2;
        } catch (SchemaException | DatabaseUnavailableException | RefusedException e) {
            System.err.println(name + ": " + e.getMessage());
            return 1;
        }
    }

    private static int start(String name, DaemonSetting setting, DaemonFactory factory) {
        FileStore files = FileStore.open(setting.files());
        try (Stop stop = Stop.onSignalOrOrphaned(name);
                Database database = Database.open(setting.database(), PATIENCE);
                DaemonPass pass = factory.create(setting);
                Heartbeat heartbeat = Heartbeat.of(name, database, stop)) {
            LOG.info("{} works on {} with files in {}", name, setting.database(), setting.files());
            heartbeat.start();
            new DaemonLoop(
                            name,
                            () -> pass.pass(database, files, heartbeat.share()),
                            pass.fullBlock(),
                            stop::isAsked,
                            stop::await,
                            pause(database, pass, stop))
                    .run();
            LOG.info("{} ends", name);
            return 0;
        } catch (SchemaException | DatabaseUnavailableException | RefusedException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("{} cannot start", name, e);
            return 1;
        }
    }

    private static HintedPause pause(Database database, DaemonPass pass, Stop stop) {
        LongSupplier hints = () -> pass.waitsFor()
                .map(kind -> database.inTransaction(tx -> database.hints().given(tx, kind)))
                .orElse(0L);
        return new HintedPause(
                hints, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), stop::await, stop::isAsked);
    }
}
