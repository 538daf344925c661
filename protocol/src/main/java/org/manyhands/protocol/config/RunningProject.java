package org.manyhands.protocol.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/**
 * A project that runs on this machine, as its supervisor notes it for the user's other commands: one JSON file a project,
 * in a folder of the user's.
 *
 * @param home the project's directory
 * @param url where its server listens
 * @param pid process id of its supervisor
 */
public record RunningProject(String home, String url, long pid) {
    /** The environment variable that names another folder than {@code ~/.manyhands/running}. */
    public static final String FOLDER_VARIABLE = "MANYHANDS_RUNNING";

    /** The folder of this process's user. */
    public static Path folder() {
        String named = System.getenv(FOLDER_VARIABLE);
        return named != null && !named.isBlank() ? Path.of(named) : standardFolder();
    }

    /** The folder when no variable names one. */
    public static Path standardFolder() {
        return Path.of(System.getProperty("user.home"), ".manyhands", "running");
    }

    /** The noted projects whose supervisor lives; a note that cannot be read counts for nothing. */
    public static List<RunningProject> alive(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<RunningProject> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                read(file).filter(RunningProject::lives).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<RunningProject> read(Path file) throws IOException {
        try {
            return Optional.of(Json.read(Files.readString(file, StandardCharsets.UTF_8), RunningProject.class));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private boolean lives() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
