package org.manyhands.server.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.protocol.config.RunningProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code manyhands down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Ends a project's processes. The data stays, unless --volumes is given.")
final class DownCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 60;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The project's directory (default: the one project that runs on this machine).")
    private @Nullable Path home;

    @Option(names = "--all", description = "End every project of this user that runs on this machine.")
    private boolean all;

    @Option(names = "--volumes", description = "Delete the project's directory too: database, files, keys.")
    private boolean volumes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<RunningProject> running = RunningProject.alive(RunningProject.folder());
        if (home != null) {
            return end(home);
        }
        if (running.isEmpty()) {
            System.err.println("down: no project of this user runs on this machine"
                    + (volumes ? "; to delete the data of one, name it: --home DIR" : ""));
            return 1;
        }
        if (running.size() > 1 && !all) {
            System.err.println("down: " + running.size() + " projects run here; name one with --home, or say --all:");
            running.forEach(project -> System.err.println("  " + project.home() + "  " + project.url()));
            return 2;
        }
        int worst = 0;
        for (RunningProject project : running) {
            worst = Math.max(worst, end(Path.of(project.home())));
        }
        return worst;
    }

    private int end(Path root) throws IOException, InterruptedException {
        ProjectDirectory directory = new ProjectDirectory(root);
        if (!Files.exists(directory.config())) {
            System.err.println("down: " + root + " is not a project's directory: it has no manyhands.yaml");
            return 2;
        }

        Optional<ProcessHandle> supervisor = supervisor(directory);
        if (supervisor.isPresent()) {
            ProcessHandle process = supervisor.get();
            process.destroy();
            try {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                System.out.println("down: the project in " + root + " has ended");
            } catch (TimeoutException e) {
                System.err.println("down: the project in " + root + " did not end within " + PATIENCE_SECONDS
                        + " s; its supervisor is process " + process.pid());
                return 1;
            } catch (ExecutionException e) {
                throw new IllegalStateException("waiting for a process cannot fail", e);
            }
        } else {
            Companions.end(directory, line -> System.out.println("down: " + line));
            System.out.println("down: the project in " + root + " was not running");
        }
        if (volumes) {
            delete(root);
            System.out.println("down: deleted " + root);
        }
        return 0;
    }

    private static Optional<ProcessHandle> supervisor(ProjectDirectory directory) throws IOException {
        Path file = UpCommand.pidFile(directory);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(
                        UpCommand.lockFile(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            // Nobody holds the lock: the pid is that of a supervisor that was killed, or of a stranger since.
            return lock != null
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                            .filter(ProcessHandle::isAlive);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
