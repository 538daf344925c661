package org.manyhands.agent.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.project.AttachOptions;
import org.manyhands.agent.project.Attached;
import org.manyhands.agent.project.Attachment;
import org.manyhands.agent.run.Agent;
import org.manyhands.agent.run.AgentParts;
import org.manyhands.agent.run.AgentSettings;
import org.manyhands.agent.sync.Pace;
import org.manyhands.agent.task.ReportFilter;

/** An agent in a thread, quick in all its waits, with runs that the test controls. */
public final class TestAgent implements AutoCloseable {
    public static final Pace QUICK = new Pace(
            Duration.ofMillis(10),
            Duration.ofHours(1),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofSeconds(1));

    public final FakeRunner runner;
    public final Events events = new Events();
    private final Agent agent;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private TestAgent(AgentSettings settings, FakeRunner runner, UnaryOperator<AgentParts> change) {
        this.runner = runner;
        AgentParts parts =
                new AgentParts(runner, ReportFilter.NONE, events, QUICK, Clock.systemUTC(), new SecureRandom());
        agent = new Agent(settings, change.apply(parts));
        Thread thread = new Thread(
                () -> {
                    try {
                        agent.run();
                        end.complete(null);
                    } catch (AgentException | IOException | RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                },
                "test-agent");
        thread.setDaemon(true);
        thread.start();
    }

    public static Attached attach(Path home, FakeProject project)
            throws AgentException, IOException, InterruptedException {
        return new Attachment(new AgentHome(home), Clock.systemUTC(), new SecureRandom())
                .attach(AttachOptions.to(project.url()));
    }

    public static TestAgent start(Path home, FakeRunner runner) {
        return start(home, 1, false, runner, parts -> parts);
    }

    public static TestAgent start(
            Path home, int slots, boolean once, FakeRunner runner, UnaryOperator<AgentParts> change) {
        AgentSettings settings = new AgentSettings(new AgentHome(home), slots, 16 << 20, 1 << 30, once);
        return new TestAgent(settings, runner, change);
    }

    public void stop() {
        agent.stop();
        awaitEnd();
    }

    /** Waits until the agent has ended well. */
    public void awaitEnd() {
        try {
            end.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the agent did not end well; events: " + events.all(), e);
        }
    }

    /** Waits until the agent has failed, and returns how. */
    public Throwable awaitFailure() {
        try {
            end.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the agent did not end", e);
        }
        throw new AssertionError("the agent ended well");
    }

    /** Stops the agent and waits until it no longer touches its directory; how it ended is for the other methods. */
    @Override
    public void close() {
        agent.stop();
        end.handle((nothing, failure) -> "ended")
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
