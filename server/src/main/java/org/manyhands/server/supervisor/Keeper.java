package org.manyhands.server.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one process of the project alive: starts it, notes its pid, and starts it again with backoff when it ends.
 * All methods run on the supervisor's one thread.
 */
final class Keeper {
    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Path pidFile;
    private final ScheduledExecutorService executor;
    private final Clock clock;
    private final Consumer<String> news;
    private final Backoff backoff = new Backoff();
    private @Nullable Process process;
    private Instant started = Instant.EPOCH;
    private boolean wanted;

    Keeper(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Path pidFile,
            ScheduledExecutorService executor,
            Clock clock,
            Consumer<String> news) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.pidFile = pidFile;
        this.executor = executor;
        this.clock = clock;
        this.news = news;
    }

    String name() {
        return name;
    }

    /** Starts the process and keeps it from now on. */
    Process start() {
        wanted = true;
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process begun = builder.start();
            process = begun;
            started = clock.instant();
            Files.writeString(pidFile, begun.pid() + "\n");
            CompletableFuture<Void> unused = begun.onExit().thenAcceptAsync(this::ended, executor);
            return begun;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + " with " + command.get(0), e);
        }
    }

    private void ended(Process dead) {
        if (wanted && dead == process) {
            startAgain(name + " (pid " + dead.pid() + ") ended with " + dead.exitValue());
        }
    }

    private void startAgain(String reason) {
        Duration wait = backoff.after(Duration.between(started, clock.instant()));
        news.accept(reason + "; starting it again in " + wait.toMillis() + " ms; its log: " + log);
        Future<?> unused = executor.schedule(
                () -> {
                    try {
                        if (wanted) {
                            start();
                        }
                    } catch (UncheckedIOException e) {
                        startAgain(name + ": " + e.getMessage());
                    }
                },
                wait.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Asks the process to end and no longer starts it again. */
    void stop() {
        wanted = false;
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /** Waits for a stopped process to end, then kills it. */
    void awaitEnd(Duration patience) throws InterruptedException {
        Process running = process;
        if (running != null && !running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            news.accept(name + " did not end within " + patience.toSeconds() + " s: killed");
            running.destroyForcibly().waitFor();
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            news.accept("cannot remove " + pidFile + ": " + e.getMessage());
        }
    }
}
