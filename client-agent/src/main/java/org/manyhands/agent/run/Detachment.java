package org.manyhands.agent.run;

import java.io.IOException;
import java.nio.file.Path;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.home.DurableFile;
import org.manyhands.agent.home.HomeLock;
import org.manyhands.agent.http.Credential;
import org.manyhands.agent.http.ProjectClient;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.sync.Capacity;
import org.manyhands.agent.sync.HostRefusedException;
import org.manyhands.agent.sync.Session;
import org.manyhands.agent.sync.SessionParts;
import org.manyhands.agent.task.SpeedMeter;
import org.manyhands.agent.task.TaskBoard;
import org.manyhands.agent.task.TaskStore;
import org.manyhands.protocol.agent.ResultReport;

/** Leaves a project: hands over what is finished, gives back what is not, and forgets the project and the key. */
public final class Detachment {
    private final AgentHome home;
    private final AgentParts parts;

    public Detachment(AgentHome home, AgentParts parts) {
        this.home = home;
        this.parts = parts;
    }

    /**
     * Detaches the home from its project and returns what was known of it.
     *
     * @param force forget finished results that the project has not got, too
     */
    public ProjectState detach(boolean force) throws AgentException, IOException, InterruptedException {
        try (HomeLock lock = home.lock()) {
            for (Path path : lock.home().attached()) {
                ProjectDirectory directory = new ProjectDirectory(path);
                ProjectState state = directory.load();
                handOver(directory, state, force);
                Path gone = path.resolveSibling("gone-" + path.getFileName());
                DurableFile.deleteTree(gone);
                DurableFile.rename(path, gone);
                DurableFile.deleteTree(gone);
                DurableFile.deleteTree(home.files());
                return state;
            }
            throw new AgentException(home.root() + " is not attached to a project; nothing to do");
        }
    }

    private void handOver(ProjectDirectory directory, ProjectState state, boolean force)
            throws AgentException, IOException, InterruptedException {
        TaskStore store = new TaskStore(directory.tasks());
        TaskBoard board = new TaskBoard();
        int reports = 0;
        for (TaskStore.Stored stored : store.load()) {
            ResultReport report = stored.report();
            if (report != null) {
                board.addFinished(report);
                reports++;
            } else if (stored.task() != null) {
                board.add(stored.task());
            }
        }
        Credential credential = new Credential(state.projectId(), state.hostId(), directory.key(parts.random()));
        SessionParts shared =
                new SessionParts(board, store, parts.listener(), parts.clock(), parts.random(), parts.pace());
        Capacity none = new Capacity(0, 0, new SpeedMeter(AgentSettings.STANDARD_CPU_PERCENT));
        try (ProjectClient client = new ProjectClient(state.url())) {
            boolean handedOver = board.held().isEmpty()
                    || new Session(directory, state, client, credential, shared, none).handOver();
            if (!handedOver && reports > 0 && !force) {
                throw new AgentException(reports + " finished results could not be handed over to "
                        + state.projectName() + "; try again when it answers, or give them up with --force");
            }
        } catch (HostRefusedException e) {
            // The project has forgotten this host: there is nobody to hand anything over to.
            parts.listener().message(String.valueOf(e.getMessage()));
        }
    }
}
