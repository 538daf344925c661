package org.manyhands.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.manyhands.bench.saboteur.Lie;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.server.supervisor.Companions;

/**
 * The volunteers: two honest ones and one that lies, or three honest ones and two that collude. Each has an account and a computer of
 * its own.
 */
final class Cast {
    static final String LIAR = "mallory";
    static final List<String> HONEST = List.of("alice", "bob");

    private static final int LIES = 8;

    private final Stage stage;
    private final Shell shell;
    private final List<String> honest;
    private final List<String> liars;
    private final Map<String, Process> agents = new LinkedHashMap<>();

    /** @param colluding two of five collude */
    Cast(Stage stage, Shell shell, boolean colluding) {
        this.honest = colluding ? List.of("alice", "bob", "carol") : HONEST;
        this.liars = colluding ? List.of(LIAR, "trudy") : List.of(LIAR);
        this.stage = stage;
        this.shell = shell;
    }

    void attachAll(String url) throws IOException, InterruptedException, DemoFailedException {
        for (String name : everyName()) {
            attach(name, url);
        }
    }

    private void attach(String name, String url) throws IOException, InterruptedException, DemoFailedException {
        String home = stage.agent(name).toString();
        shell.must("agent", "attach", url, "--home", home, "--account", name, "--name", name + "-computer");
    }

    /**
     * The first honest volunteer and all that lie. Until the other honest ones join, every work unit needs all of these, so that
     * the liars are surely heard.
     */
    void startFirst() throws IOException {
        start(honest.get(0));
        for (String name : liars) {
            start(name);
        }
    }

    /**
     * Starts the last volunteers once so many lies were told.
     *
     * @return true when all volunteers are at work
     */
    boolean joinAfter(int lies) throws IOException {
        if (agents.size() < everyName().size() && liesTold().size() >= lies) {
            for (String name : honest.subList(1, honest.size())) {
                start(name);
            }
        }
        return agents.size() == everyName().size();
    }

    /** Starts everybody again. */
    void startAll() throws IOException {
        for (String name : everyName()) {
            start(name);
        }
    }

    private List<String> everyName() {
        return Stream.concat(honest.stream(), liars.stream()).toList();
    }

    List<String> liars() {
        return liars;
    }

    /** Starts (again) the agent of one volunteer; it ends with the project. */
    void start(String name) throws IOException {
        String home = stage.agent(name).toString();
        Process process = liars.contains(name)
                ? shell.start(stage.log(name), lying(name, home))
                : shell.start(stage.log(name), "agent", "run", "--home", home, "--slots", "1", "--plain");
        agents.put(name, process);
        Companions.note(new ProjectDirectory(stage.project()).create(), name, process.toHandle());
    }

    private String[] lying(String name, String home) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("bench", "saboteur", "--home", home, "--lies"));
        arguments.addAll(List.of(Integer.toString(LIES), "--log", lies(name).toString()));
        if (liars.size() > 1) {
            arguments.add("--collude");
        }
        return arguments.toArray(String[]::new);
    }

    /** The lies that were noted so far. */
    List<Lie> liesTold() throws IOException {
        List<Lie> told = new ArrayList<>();
        for (String name : liars) {
            Path log = lies(name);
            told.addAll(Files.exists(log) ? Lie.read(log) : List.of());
        }
        return told;
    }

    private Path lies(String name) throws IOException {
        return stage.log("lies-" + name);
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
