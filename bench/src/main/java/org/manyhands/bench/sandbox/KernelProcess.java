package org.manyhands.bench.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs a kernel each time it is told to, so that processes can take turns. It says {@code ready} when it
 * has started and answers each line it is sent with a {@link Sample}, or with {@code failed} and why.
 */
final class KernelProcess implements AutoCloseable {
    /** A process that is silent for so long is ended. */
    private static final long PATIENCE_SECONDS = 300;

    /** Of the parent's environment nothing goes to what is measured but what a process cannot start without. */
    private static final Set<String> KEPT = Set.of("PATH", "SystemRoot", "SYSTEMROOT");

    private static final int MOST_WORDS = 300;

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream orders;
    private final Path errors;
    private final ScheduledExecutorService watchdog;

    private KernelProcess(Process process, Path errors) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = process.getOutputStream();
        this.errors = errors;
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "bench-watchdog");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param directory where it runs; what it says on standard error is kept there
     */
    static KernelProcess start(List<String> command, Path directory) throws IOException {
        Path errors = directory.resolve("errors.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().retainAll(KEPT);
        KernelProcess started = new KernelProcess(builder.start(), errors);
        try {
            String line = started.answer();
            while (!line.startsWith("ready ")) {
                // The flight recorder announces itself on standard output.
                line = started.answer();
            }
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        }
    }

    /** Runs the kernel once. */
    Sample run() throws IOException {
        try {
            orders.write('\n');
            orders.flush();
        } catch (IOException e) {
            throw new KernelFailedException("ended" + lastWords(), e);
        }
        String line = answer();
        if (line.startsWith("failed ")) {
            throw new KernelFailedException(line + lastWords());
        }
        return Sample.parse(line);
    }

    private String answer() throws IOException {
        ScheduledFuture<?> alarm = watchdog.schedule(process::destroyForcibly, PATIENCE_SECONDS, TimeUnit.SECONDS);
        @Nullable String line = answers.readLine();
        if (line == null) {
            boolean late = !alarm.cancel(false);
            throw new KernelFailedException(
                    (late ? "was ended after " + PATIENCE_SECONDS + " s without an answer" : "ended") + lastWords());
        }
        alarm.cancel(false);
        return line;
    }

    private String lastWords() throws IOException {
        String words = Files.readString(errors).strip();
        return words.isEmpty() ? "" : ": " + words.substring(0, Math.min(words.length(), MOST_WORDS));
    }

    /** Lets it end by itself, with all it writes when it does. */
    void finish() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new KernelFailedException("does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KernelFailedException("was not waited for: interrupted", e);
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        process.destroyForcibly();
    }
}
