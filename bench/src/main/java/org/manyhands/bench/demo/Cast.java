package org.manyhands.bench.demo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Where the liar notes its lies. */
    java.nio.file.Path lies() throws IOException {
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
