package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.manyhands.server.supervisor.Detaching;

/**
 * The processes that the benchmark started, each in a session of its own, so that Ctrl-C reaches the benchmark alone. They are
 * ended in the reverse order of their start, by their own ids; also when the benchmark is told to end. Thread-safe.
 */
final class Children implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final List<AutoCloseable> ends = new ArrayList<>();
    private final Thread hook = new Thread(this::endAll, "bench-end");

    Children() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a process; what it says on standard error, and on standard output unless that is read here, goes to the log. */
    synchronized Process start(List<String> command, Map<String, String> environment, Path log, boolean spokenTo)
            throws IOException {
        List<String> whole = new ArrayList<>(Detaching.prefix());
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!spokenTo) {
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        atEnd(() -> end(process));
        return process;
    }

    /** Something else to end in its turn. */
    synchronized void atEnd(AutoCloseable end) {
        ends.add(end);
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private synchronized void endAll() {
        for (int last = ends.size() - 1; last >= 0; last--) {
            try {
                ends.remove(last).close();
            } catch (Exception e) {
                System.err.println("bench: while ending a process: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook itself is what runs now.
        }
    }
}
