package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.connection.SavedConnection;

/** A project of its own with real processes and a few volunteers, all of which end with it. Its first researcher is dana. */
final class SmallProject implements AutoCloseable {
    private final Path folder;
    private final Path home;
    private final Launcher launcher;
    private final String url;
    private final List<Process> agents = new ArrayList<>();

    private SmallProject(Path folder, Path home, String url) {
        this.folder = folder;
        this.home = home;
        this.launcher = new Launcher(folder);
        this.url = url;
    }

    /** Starts one below a folder of the test. */
    static SmallProject start(Path folder) throws Exception {
        Path home = Files.createDirectory(folder.resolve("project"));
        SmallProject project = new SmallProject(folder, home, "http://127.0.0.1:" + freePort(home));
        project.said("up", "-d", "--home", home.toString());
        try {
            project.said("account", "new", "dana", "--url", project.url);
        } catch (AssertionError e) {
            project.close();
            throw e;
        }
        return project;
    }

    /** A computer with one slot and an account of its own. */
    void volunteer(String name, String... options) throws Exception {
        String computer = folder.resolve(name).toString();
        said("agent", "attach", url, "--home", computer, "--account", name, "--name", name);
        List<String> run = new ArrayList<>(List.of("agent", "run", "--home", computer, "--slots", "1", "--plain"));
        run.addAll(List.of(options));
        agents.add(launcher.start(folder.resolve(name + ".log"), run));
    }

    /** What a command says that must end well. */
    String said(String... command) throws Exception {
        Launcher.Said said = launcher.run(command);
        assertThat(said.exitCode())
                .as(String.join(" ", command) + "\n" + said.output())
                .isZero();
        return said.output();
    }

    /** The API as dana has it. */
    ProjectClient client() throws Exception {
        Path saved = SavedConnection.file(Optional.of(folder.resolve("config").toString()));
        return new ProjectClient(
                URI.create(url), SavedConnection.read(saved).orElseThrow().token());
    }

    @Override
    public void close() throws Exception {
        agents.forEach(Process::destroy);
        for (Process agent : agents) {
            assertThat(agent.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        said("down", "--home", home.toString(), "--volumes");
    }

    private static int freePort(Path home) throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Files.writeString(home.resolve("manyhands.yaml"), "server:\n  port: " + socket.getLocalPort() + "\n");
            return socket.getLocalPort();
        }
    }
}
