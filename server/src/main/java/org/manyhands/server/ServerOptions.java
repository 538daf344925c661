package org.manyhands.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the server. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "A project's server: agents' calls, files, the REST API, the status page, timed passes.")
final class ServerOptions {
    @Option(
            names = "--home",
            required = true,
            paramLabel = "DIR",
            description = "The project's directory, with manyhands.yaml and secrets.")
    Path home = Path.of("");

    @Option(names = "--address", paramLabel = "A", description = "Network address, above the configuration.")
    @Nullable
    String address;

    @Option(names = "--port", paramLabel = "N", description = "Port, above the configuration; 0 takes a free one.")
    @Nullable
    Integer port;

    @Option(names = "--insecure-http", description = "Allows plain HTTP on an address that other machines can reach.")
    boolean insecureHttp;

    /** What the configuration says, with the command line above it. */
    ProjectConfig.Server over(ProjectConfig.Server configured) {
        return new ProjectConfig.Server(
                address == null ? configured.address() : address,
                port == null ? configured.port() : port,
                insecureHttp || configured.insecureHttp(),
                configured.trustedProxies());
    }
}
