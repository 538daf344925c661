package org.manyhands.server.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.manyhands.protocol.config.RunningProject;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.json.Json;

/**
 * Notes which projects this user has running on this machine, so that {@code down} and the researcher's commands find
 * them without being told.
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

    private Path fileOf(Path home) {
        return folder.resolve(
                Digests.sha256(home.toAbsolutePath().normalize().toString()).substring(0, 16) + ".json");
    }
}
