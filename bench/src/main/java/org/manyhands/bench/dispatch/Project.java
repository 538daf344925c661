package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.bench.Roots;
import org.manyhands.db.config.ProjectDirectory;

/** The real processes of a project, started as a user starts them: {@code manyhands up}, and for a second server {@code manyhands server}. */
final class Project {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SERVER = "server";
    private static final List<String> DAEMONS = List.of("work-generator", "validator", "assimilator");

    private final Children children;
    private final Home home;
    private final Map<String, Long> others = new LinkedHashMap<>();
    private final List<URI> urls = new ArrayList<>();

    private Project(Children children, Home home) {
        this.children = children;
        this.home = home;
    }

    /** Starts server and daemons under the supervisor, and waits until they are there. */
    static Project up(Children children, Home home) throws Exception {
        Project project = new Project(children, home);
        ProjectDirectory directory = home.directory();
        Path log = directory.logs().resolve("supervisor.log");
        Process process = children.start(
                List.of(launcher(), "up", "--home", directory.root().toString(), "--port", "0"),
                environment(),
                log,
                false);
        Path ready = directory.run().resolve("ready");
        boolean begun = Waiting.until(PATIENCE, () -> Files.exists(ready) || !process.isAlive());
        if (!begun || !Files.exists(ready)) {
            throw new BenchFailedException("the project did not start; look at " + log);
        }
        project.urls.add(URI.create(Files.readString(ready).strip()));
        return project;
    }

    /** Starts a second server on the same database; it is not supervised. */
    Process secondServer(Home second) throws Exception {
        home.copySecretsTo(second);
        ProjectDirectory directory = second.directory();
        Path log = directory.logs().resolve("server.log");
        Process process = children.start(
                List.of(launcher(), "server", "--home", directory.root().toString(), "--port", "0"),
                environment(),
                log,
                false);
        boolean begun = Waiting.until(PATIENCE, () -> Files.exists(directory.url()) || !process.isAlive());
        if (!begun || !Files.exists(directory.url())) {
            throw new BenchFailedException("the second server did not start; look at " + log);
        }
        urls.add(URI.create(Files.readString(directory.url()).strip()));
        others.put("server 2", process.pid());
        return process;
    }

    /** Where the servers listen. */
    List<URI> urls() {
        return List.copyOf(urls);
    }

    /** The processes by name, as they are now. */
    Map<String, Long> pids() throws IOException {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put(SERVER, serverPid());
        pids.putAll(others);
        for (String daemon : DAEMONS) {
            pids.put(daemon, pid(daemon));
        }
        return pids;
    }

    /** The supervised server, as it is now. */
    long serverPid() throws IOException {
        return pid(SERVER);
    }

    private long pid(String process) throws IOException {
        Path file = home.directory().run().resolve(process + ".pid");
        return Long.parseLong(Files.readString(file).strip());
    }

    Path logs() {
        return home.directory().logs();
    }

    private static String launcher() {
        return Roots.ofSource().resolve("manyhands").toString();
    }

    /** The launcher built everything when it started this program. */
    private static Map<String, String> environment() {
        return Map.of("MANYHANDS_BUILT", "yes");
    }
}
