package org.manyhands.server.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.daemon.DaemonSetting;
import org.manyhands.db.transaction.EmbeddedH2;

/**
 * Keeps all processes of a project alive on this machine. The server comes first, since it serves the embedded database;
 * the daemons follow when it is ready, and wait by themselves whenever it is away.
 */
final class Supervisor {
    /** The port on which the server serves the embedded database to the daemons. */
    private static final String H2_PORT = "MANYHANDS_H2_PORT";

    private static final Duration READY_PATIENCE = Duration.ofSeconds(90);
    private static final Duration END_PATIENCE = Duration.ofSeconds(10);

    private final ProjectDirectory directory;
    private final Distribution distribution;
    private final List<String> serverOptions;
    private final Map<String, String> environment;
    private final Consumer<String> news;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "supervisor"));
    private final List<Keeper> keepers = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Supervisor(
            ProjectDirectory directory,
            Distribution distribution,
            List<String> serverOptions,
            boolean embeddedDatabase,
            Consumer<String> news)
            throws IOException {
        this.directory = directory;
        this.distribution = distribution;
        this.serverOptions = List.copyOf(serverOptions);
        this.news = news;
        Map<String, String> variables = new HashMap<>();
        variables.put(
                "MANYHANDS_SUPERVISOR_PID",
                Long.toString(ProcessHandle.current().pid()));
        if (embeddedDatabase) {
            int port = DatabasePort.of(directory);
            variables.put(H2_PORT, Integer.toString(port));
            variables.put(DaemonSetting.DATABASE_URL, EmbeddedH2.address(port));
        }
        this.environment = Map.copyOf(variables);
    }

    /**
     * Starts everything and waits until the server is ready.
     *
     * @return where the server listens
     * @throws StartFailedException when the server ends before it is ready; everything is stopped again
     */
    String start() throws IOException, InterruptedException, StartFailedException {
        Files.deleteIfExists(directory.url());
        Keeper server = keeper(ProcessKind.SERVER, serverOptions);
        long logBefore = Files.exists(log(ProcessKind.SERVER)) ? Files.size(log(ProcessKind.SERVER)) : 0;
        Process process = server.start();
        String url = awaitReady(process, logBefore);
        for (ProcessKind kind : ProcessKind.values()) {
            if (kind != ProcessKind.SERVER) {
                keeper(kind, List.of()).start();
            }
        }
        return url;
    }

    private Keeper keeper(ProcessKind kind, List<String> options) {
        List<String> command = new ArrayList<>(kind.command(distribution));
        command.add("--home");
        command.add(directory.root().toString());
        command.addAll(options);
        Keeper keeper = new Keeper(
                kind.processName(),
                command,
                environment,
                log(kind),
                directory.run().resolve(kind.processName() + ".pid"),
                executor,
                Clock.systemUTC(),
                news);
        keepers.add(keeper);
        return keeper;
    }

    private Path log(ProcessKind kind) {
        return directory.logs().resolve(kind.processName() + ".log");
    }

    /** The server writes its address when it answers. */
    private String awaitReady(Process server, long logBefore)
            throws IOException, InterruptedException, StartFailedException {
        long end = System.nanoTime() + READY_PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (Files.exists(directory.url())) {
                String url = Files.readString(directory.url(), StandardCharsets.UTF_8)
                        .strip();
                if (!url.isEmpty()) {
                    return url;
                }
            }
            if (server.waitFor(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                stop();
                throw new StartFailedException(lastWords(log(ProcessKind.SERVER), logBefore));
            }
        }
        stop();
        throw new StartFailedException("the server was not ready within " + READY_PATIENCE.toSeconds() + " s; its log: "
                + log(ProcessKind.SERVER));
    }

    private static String lastWords(Path log, long from) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        int start = (int) Math.min(from, bytes.length);
        List<String> lines = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty()
                ? "the server ended without a word; its log: " + log
                : lines.get(lines.size() - 1) + " (log: " + log + ")";
    }

    /** Ends the daemons, then the server, in this order, and whatever was started beside the project. */
    void stop() throws IOException, InterruptedException {
        executor.shutdownNow();
        Companions.end(directory, news);
        List<Keeper> reversed = new ArrayList<>(keepers);
        Collections.reverse(reversed);
        for (Keeper keeper : reversed) {
            if (!keeper.name().equals(ProcessKind.SERVER.processName())) {
                keeper.stop();
            }
        }
        for (Keeper keeper : reversed) {
            keeper.stop();
            keeper.awaitEnd(END_PATIENCE);
        }
        Files.deleteIfExists(directory.url());
        ended.countDown();
    }

    /** Waits until {@link #stop} was called. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
