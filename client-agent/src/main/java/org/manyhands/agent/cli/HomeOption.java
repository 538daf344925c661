package org.manyhands.agent.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.home.AgentHome;
import picocli.CommandLine.Option;

/** {@code --home}, which every command takes. */
final class HomeOption {
    @Option(names = "--home", paramLabel = "DIR", description = "the agent's directory (default: ~/.manyhands/agent)")
    private @Nullable Path directory;

    AgentHome home() {
        return directory == null ? AgentHome.standard() : new AgentHome(directory.toAbsolutePath());
    }

    /** What to type after a command so that it means the same directory. */
    String again() {
        return directory == null ? "" : " --home " + directory;
    }
}
