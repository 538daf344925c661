package org.manyhands.server.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.config.RunningProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code manyhands up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a project: server, work-generator, validator and assimilator, and keeps them running.",
            "The first time, the project's directory is made, with its keys and manyhands.yaml."
        })
final class UpCommand implements Callable<Integer> {
    @Option(names = "--home", paramLabel = "DIR", description = "The project's directory (default: ${DEFAULT-VALUE}).")
    private Path home = Path.of("manyhands-data");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A manyhands.yaml to copy into a new project's directory.")
    private @Nullable Path config;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Address to listen on, instead of the configured one.")
    private @Nullable String address;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on, instead of the configured one; 0 takes a free one.")
    private @Nullable Integer port;

    @Option(names = "--insecure-http", description = "Allow plain HTTP on an address that other machines can reach.")
    private boolean insecureHttp;

    @Option(
            names = {"-d", "--detach"},
            description = "Run in the background; end it with: manyhands down.")
    private boolean detach;

    /** The process that goes on in the background leaves the welcome, with its token, to the one that a person reads. */
    @Option(names = "--quiet", hidden = true)
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        try {
            ProjectDirectory directory = new ProjectDirectory(home).create();
            if (!Files.exists(directory.config())) {
                FirstConfig.write(directory.config(), config);
            }
            ProjectConfig settings = ProjectConfig.read(directory.config());
            return detach ? detached(directory, settings) : attached(directory, settings);
        } catch (ConfigException | StartFailedException e) {
            System.err.println("up: " + e.getMessage());
            return 1;
        }
    }

    private int attached(ProjectDirectory directory, ProjectConfig settings)
            throws IOException, InterruptedException, StartFailedException {
        try (FileChannel channel =
                        FileChannel.open(lockFile(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new StartFailedException("the project in " + directory.root() + " is running already (pid "
                        + pidOf(directory) + "); end it with: manyhands down --home " + directory.root());
            }
            Files.writeString(pidFile(directory), ProcessHandle.current().pid() + "\n");
            Supervisor supervisor = new Supervisor(
                    directory,
                    Distribution.ofThisProcess(),
                    steadyOptions(settings),
                    settings.database() == null,
                    line -> System.out.println("up: " + line));
            RunningProjects running = new RunningProjects(RunningProject.folder());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, running, directory), "stop"));
            String url = supervisor.start();
            running.add(new RunningProject(
                    directory.root().toString(), url, ProcessHandle.current().pid()));
            if (!quiet) {
                Welcome.print(System.out, directory, settings, url);
            }
            Files.writeString(readyFile(directory), url + "\n");
            supervisor.awaitEnd();
            return 0;
        }
    }

    private static void stop(Supervisor supervisor, RunningProjects running, ProjectDirectory directory) {
        try {
            supervisor.stop();
            running.remove(directory.root());
            Files.deleteIfExists(readyFile(directory));
            Files.deleteIfExists(pidFile(directory));
        } catch (IOException e) {
            System.err.println("up: while ending: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts this command again as a process of its own, and waits until it is ready or has failed. */
    private int detached(ProjectDirectory directory, ProjectConfig settings)
            throws IOException, InterruptedException, StartFailedException {
        Files.deleteIfExists(readyFile(directory));
        Path log = directory.logs().resolve("supervisor.log");
        List<String> command = new ArrayList<>(Detaching.prefix());
        command.addAll(SupervisorMain.command(Distribution.ofThisProcess()));
        command.addAll(List.of("up", "--quiet", "--home", directory.root().toString()));
        command.addAll(serverOptions(port));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        while (!Files.exists(readyFile(directory))) {
            if (process.waitFor(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                List<String> words = Files.readAllLines(log, StandardCharsets.UTF_8);
                String last = words.isEmpty() ? "it ended without a word" : words.get(words.size() - 1);
                throw new StartFailedException(last.startsWith("up: ") ? last.substring(4) : last);
            }
        }
        Welcome.print(
                System.out,
                directory,
                settings,
                Files.readString(readyFile(directory)).strip());
        System.out.println("It runs in the background. End it with: manyhands down --home " + directory.root());
        return 0;
    }

    private List<String> serverOptions(@Nullable Integer atPort) {
        List<String> options = new ArrayList<>();
        if (address != null) {
            options.add("--address");
            options.add(address);
        }
        if (atPort != null) {
            options.add("--port");
            options.add(atPort.toString());
        }
        if (insecureHttp) {
            options.add("--insecure-http");
        }
        return options;
    }

    /** Held by the supervisor as long as it lives. */
    static Path lockFile(ProjectDirectory directory) {
        return directory.run().resolve("supervisor.lock");
    }

    /** A free port is chosen here, once: the server comes back to the same one when it is started again. */
    private List<String> steadyOptions(ProjectConfig settings) throws IOException {
        int wanted = port == null ? settings.server().port() : port;
        return serverOptions(wanted == 0 ? Integer.valueOf(Supervisor.freePort()) : port);
    }

    static Path pidFile(ProjectDirectory directory) {
        return directory.run().resolve("supervisor.pid");
    }

    private static Path readyFile(ProjectDirectory directory) {
        return directory.run().resolve("ready");
    }

    private static String pidOf(ProjectDirectory directory) throws IOException {
        return Files.exists(pidFile(directory))
                ? Files.readString(pidFile(directory)).strip()
                : "unknown";
    }
}
