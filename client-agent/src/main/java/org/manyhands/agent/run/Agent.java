package org.manyhands.agent.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.file.FileCache;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.home.HomeLock;
import org.manyhands.agent.http.Backoff;
import org.manyhands.agent.http.Credential;
import org.manyhands.agent.http.ProjectClient;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.sync.Capacity;
import org.manyhands.agent.sync.Session;
import org.manyhands.agent.sync.SessionParts;
import org.manyhands.agent.task.Preparer;
import org.manyhands.agent.task.SlotWorker;
import org.manyhands.agent.task.SpeedMeter;
import org.manyhands.agent.task.Task;
import org.manyhands.agent.task.TaskBoard;
import org.manyhands.agent.task.TaskStore;
import org.manyhands.protocol.agent.ResultReport;

/**
 * The agent: takes its directory, picks up what an earlier agent left there, and works for the project that it is
 * attached to. {@link #run} may be called once.
 */
public final class Agent {
    /** How long the threads have to end after {@link #stop}; what they do then is done again by the next agent. */
    private static final Duration LONGEST_STOP = Duration.ofMillis(1500);

    private final AgentSettings settings;
    private final AgentParts parts;
    private final TaskBoard board = new TaskBoard();
    private volatile @Nullable ProjectClient client;

    public Agent(AgentSettings settings, AgentParts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /**
     * Works until {@link #stop}, or with {@link AgentSettings#once} until there is nothing left to do.
     *
     * @throws AgentException when it is not attached, its directory is in use, or the project will not have this host
     */
    public void run() throws AgentException, IOException {
        try (HomeLock lock = settings.home().lock()) {
            ProjectDirectory directory = attached(lock.home());
            ProjectState state = directory.load();
            TaskStore store = new TaskStore(directory.tasks());
            pickUp(store);
            SpeedMeter speed = new SpeedMeter(settings.cpuPercent());
            try (ProjectClient calls = new ProjectClient(state.url())) {
                client = calls;
                Credential credential =
                        new Credential(state.projectId(), state.hostId(), directory.key(parts.random()));
                SessionParts shared =
                        new SessionParts(board, store, parts.listener(), parts.clock(), parts.random(), parts.pace());
                Capacity capacity = new Capacity(settings.slots(), settings.memoryBytes(), speed);
                List<Thread> threads = start(store, calls, speed);
                try {
                    new Session(directory, state, calls, credential, shared, capacity).run(settings.once());
                } finally {
                    stop();
                    end(threads);
                }
            } catch (InterruptedException e) {
                // The owner of this thread wants it back.
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tells the agent to stop, from any thread, and returns at once; {@link #run} returns within two seconds. */
    public void stop() {
        board.close();
        ProjectClient calls = client;
        if (calls != null) {
            calls.close();
        }
    }

    private static ProjectDirectory attached(AgentHome home) throws IOException, AgentException {
        List<Path> attached = home.attached();
        if (attached.isEmpty()) {
            throw new AgentException(home.root()
                    + " is not attached to a project; attach it with 'agent attach URL', or name another with --home");
        }
        return new ProjectDirectory(attached.get(0));
    }

    private void pickUp(TaskStore store) throws IOException {
        List<Task> tasks = new ArrayList<>();
        for (TaskStore.Stored stored : store.load()) {
            ResultReport report = stored.report();
            Task task = stored.task();
            if (report != null) {
                board.addFinished(report);
            } else if (task != null) {
                tasks.add(task);
            }
        }
        if (!tasks.isEmpty()) {
            parts.listener().received(tasks);
            tasks.forEach(board::add);
        }
    }

    private List<Thread> start(TaskStore store, ProjectClient client, SpeedMeter speed) {
        FileCache cache = new FileCache(settings.home().files(), settings.cacheBytes(), parts.clock());
        List<Thread> threads = new ArrayList<>();
        threads.add(
                thread("agent-files", new Preparer(board, store, cache, client::open, parts.listener(), newBackoff())));
        for (int slot = 1; slot <= settings.slots(); slot++) {
            threads.add(thread(
                    "agent-slot-" + slot,
                    new SlotWorker(
                            slot,
                            parts.runners(),
                            board,
                            store,
                            cache,
                            parts.filter(),
                            speed,
                            parts.listener(),
                            newBackoff())));
        }
        threads.forEach(Thread::start);
        return threads;
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    private Backoff newBackoff() {
        return new Backoff(parts.pace().firstRetry(), parts.pace().longestRetry(), parts.random());
    }

    private static void end(List<Thread> threads) {
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
