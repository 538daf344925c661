package org.manyhands.db.daemon;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of every daemon. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "A daemon of a project: meets the others in the database and the file store only, and may be killed,"
                        + " doubled or moved to another machine at any moment.")
final class DaemonOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The project's directory, with manyhands.yaml and secrets.")
    @Nullable
    Path home;

    @Option(names = "--db", paramLabel = "URL", description = "JDBC address of the database, above the configuration.")
    @Nullable
    String database;

    @Option(names = "--db-user", paramLabel = "NAME", description = "Login at the database, above the configuration.")
    @Nullable
    String user;

    @Option(names = "--files", paramLabel = "DIR", description = "Folder of the file store, above the configuration.")
    @Nullable
    String files;
}
