package org.manyhands.agent.home;

import java.nio.file.Path;
import org.manyhands.agent.AgentException;

/** Another agent uses the directory. */
public final class HomeInUseException extends AgentException {
    private static final long serialVersionUID = 1L;

    private final String pid;

    HomeInUseException(Path home, String pid) {
        super(home + " is in use by another agent (process " + pid + "); stop that one first, or give this one a"
                + " directory of its own with --home DIR");
        this.pid = pid;
    }

    /** The other agent's process id, as it wrote it down; {@code unknown} when it has not yet. */
    public String pid() {
        return pid;
    }
}
