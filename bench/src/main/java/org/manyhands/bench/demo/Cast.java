package org.manyhands.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.bench.saboteur.Lie;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.server.supervisor.Companions;

/** The three volunteers: two honest, one that lies. Each has an account and a computer of its own. */
final class Cast {
    static final String LIAR = "mallory";
    static final List<String> HONEST = List.of("alice", "bob");

    private static final int LIES = 8;

    private final Stage stage;
    private final Shell shell;
    private final Map<String, Process> agents = new LinkedHashMap<>();

    Cast(Stage stage, Shell shell) {
        this.stage = stage;
        this.shell = shell;
    }

    void attachAll(String url) throws IOException, InterruptedException, DemoFailedException {
        for (String name : HONEST) {
            attach(name, url);
        }
        attach(LIAR, url);
    }

    private void attach(String name, String url) throws IOException, InterruptedException, DemoFailedException {
        String home = stage.agent(name).toString();
        shell.must("agent", "attach", url, "--home", home, "--account", name, "--name", name + "-computer");
    }

    /**
     * The first honest volunteer and the liar. Until the other honest one joins, every work unit needs both of them, so that
     * the liar is surely heard.
     */
    void startFirst() throws IOException {
        start(HONEST.get(0));
        start(LIAR);
    }

    /**
     * Starts the last volunteer once the liar has told so many lies.
     *
     * @return true when all volunteers are at work
     */
    boolean joinAfter(int lies) throws IOException {
        String last = HONEST.get(1);
        if (!agents.containsKey(last) && liesTold().size() >= lies) {
            start(last);
        }
        return agents.containsKey(last);
    }

    /** Starts everybody again. */
    void startAll() throws IOException {
        for (String name : HONEST) {
            start(name);
        }
        start(LIAR);
    }

    /** Starts (again) the agent of one volunteer; it ends with the project. */
    void start(String name) throws IOException {
        String home = stage.agent(name).toString();
        Process process = name.equals(LIAR)
                ? shell.start(
                        stage.log(name),
                        "bench",
                        "saboteur",
                        "--home",
                        home,
                        "--lies",
                        Integer.toString(LIES),
                        "--log",
                        lies().toString())
                : shell.start(stage.log(name), "agent", "run", "--home", home, "--slots", "1", "--plain");
        agents.put(name, process);
        Companions.note(new ProjectDirectory(stage.project()).create(), name, process.toHandle());
    }

    /** The lies that the liar has noted so far. */
    List<Lie> liesTold() throws IOException {
        return Files.exists(lies()) ? Lie.read(lies()) : List.of();
    }

    private Path lies() throws IOException {
        return stage.log("lies");
    }

    Optional<ProcessHandle> agent(String name) {
        return Optional.ofNullable(agents.get(name)).map(Process::toHandle).filter(ProcessHandle::isAlive);
    }

    /** Slots that an agent has running. */
    List<ProcessHandle> slots(String name) {
        return agent(name).map(ProcessHandle::descendants).stream()
                .flatMap(slots -> slots)
                .toList();
    }

    List<ProcessHandle> everybody() {
        return agents.values().stream()
                .map(Process::toHandle)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    void stop() throws InterruptedException {
        agents.values().forEach(Process::destroy);
        for (Process process : agents.values()) {
            process.waitFor();
        }
    }
}
