package org.manyhands.server.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.manyhands.db.config.ProjectDirectory;

/**
 * Processes that were started beside a project and end with it, such as the demo's agents: each is noted in
 * {@code run/companions/} with its pid and its start, so that another process that later gets the same pid is left alone.
 */
public final class Companions {
    private Companions() {}

    /** Notes a process that is to end with the project. */
    public static void note(ProjectDirectory directory, String name, ProcessHandle process) throws IOException {
        Path folder = Files.createDirectories(folder(directory));
        Files.writeString(folder.resolve(name + ".pid"), describe(process));
    }

    static void end(ProjectDirectory directory, Consumer<String> news) throws IOException {
        if (!Files.isDirectory(folder(directory))) {
            return;
        }
        List<Path> notes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder(directory))) {
            files.sorted().forEach(notes::add);
        }
        for (Path note : notes) {
            find(Files.readString(note)).ifPresent(process -> {
                news.accept("ending process " + process.pid() + " (" + note.getFileName() + ")");
                process.destroy();
            });
            Files.delete(note);
        }
    }

    private static Optional<ProcessHandle> find(String noted) {
        try {
            return ProcessHandle.of(Long.parseLong(noted.strip().split(" ")[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> describe(process).equals(noted));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String describe(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L) + "\n";
    }

    private static Path folder(ProjectDirectory directory) {
        return directory.run().resolve("companions");
    }
}
