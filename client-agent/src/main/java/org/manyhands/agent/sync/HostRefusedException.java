package org.manyhands.agent.sync;

import org.manyhands.agent.AgentException;
import org.manyhands.agent.project.ProjectState;

/** The project does not take calls of this host at all; calling again does not help. */
public final class HostRefusedException extends AgentException {
    private static final long serialVersionUID = 1L;

    HostRefusedException(ProjectState state, String detail, String remedy) {
        super(state.projectName() + " at " + state.url() + " refuses host " + state.hostId() + ": " + detail + "; "
                + remedy);
    }
}
