package org.manyhands.server.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.manyhands.protocol.config.RunningProject;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/**
 * The projects that this user has running on this machine, so that {@code down} and the researcher's commands find
 * them without being told. One small file a project; a file whose process is gone counts for nothing.
 */
final class RunningProjects {
    private final Path folder;

    RunningProjects(Path folder) {
        this.folder = folder;
    }

    void add(RunningProject project) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(fileOf(Path.of(project.home())), Json.write(project), StandardCharsets.UTF_8);
    }

    void remove(Path home) throws IOException {
        Files.deleteIfExists(fileOf(home));
    }

    List<RunningProject> alive() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<RunningProject> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                read(file).filter(RunningProject::alive).ifPresent(found::add);
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

    private Path fileOf(Path home) {
        return folder.resolve(
                Digests.sha256(home.toAbsolutePath().normalize().toString()).substring(0, 16) + ".json");
    }
}
