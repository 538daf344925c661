package org.manyhands.agent.home;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent's directory.
 *
 * <pre>
 * agent.lock, agent.pid     who uses it
 * projects/ID/              one for each project: project.json, host.key, account.token, call.json, choice.json, tasks/
 * files/                    files by SHA-256, shared by all projects
 * slots/N/                  the slots' own directories
 * </pre>
 *
 * @param root the directory itself
 */
public record AgentHome(Path root) {
    /** {@code .manyhands/agent} in the owner's own directory. */
    public static AgentHome standard() {
        return new AgentHome(Path.of(System.getProperty("user.home"), ".manyhands", "agent"));
    }

    /**
     * Makes the directory if missing and takes it for this process.
     *
     * @throws HomeInUseException when another agent has it
     */
    public HomeLock lock() throws IOException, HomeInUseException {
        DurableFile.makeDirectory(root.toAbsolutePath());
        return HomeLock.take(this);
    }

    /** The process id of the agent that uses the directory now, or null when none does. */
    public @Nullable String user() throws IOException {
        return HomeLock.user(root);
    }

    public Path files() {
        return root.resolve("files");
    }

    public Path slot(int number) {
        return root.resolve("slots").resolve(Integer.toString(number));
    }

    public Path projects() {
        return root.resolve("projects");
    }

    /** The directories of the projects that this home is attached to, in the order of their names. */
    public List<Path> attached() throws IOException {
        if (!Files.isDirectory(projects())) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(projects())) {
            for (Path directory : directories) {
                if (Files.exists(directory.resolve("project.json"))) {
                    found.add(directory);
                }
            }
        }
        Collections.sort(found);
        return found;
    }
}
