package org.manyhands.agent.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.home.DurableFile;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/**
 * The tasks of one project on disk, a directory each: the signed envelopes as they came, then the report. A directory
 * appears and disappears in one step, so a crash leaves no half of a task. Thread-safe for different tasks.
 */
public final class TaskStore {
    private static final String ASSIGNMENT = "assignment.json";
    private static final String APP_VERSION = "appversion.json";
    private static final String REPORT = "report.json";

    private final Path directory;

    public TaskStore(Path directory) {
        this.directory = directory;
    }

    /**
     * A task as it lies on disk.
     *
     * @param task null when only its report is left to send
     * @param report null while it has not ended
     */
    public record Stored(
            ResultId id, @Nullable Task task, @Nullable ResultReport report) {}

    /** All tasks, in the order of their numbers; what a crash left unfinished is cleared away. */
    public List<Stored> load() throws IOException {
        List<Stored> found = list();
        Set<String> names = found.stream().map(stored -> stored.id().toString()).collect(Collectors.toSet());
        for (Path path : paths()) {
            if (!names.contains(path.getFileName().toString())) {
                DurableFile.deleteTree(path);
            }
        }
        return found;
    }

    /** All tasks, in the order of their numbers; changes nothing, so another agent may be at work here. */
    public List<Stored> list() throws IOException {
        List<Stored> found = new ArrayList<>();
        for (Path path : paths()) {
            Stored stored = path.getFileName().toString().matches("[0-9]{1,19}") ? read(path) : null;
            if (stored != null) {
                found.add(stored);
            }
        }
        found.sort(Comparator.comparing(Stored::id));
        return found;
    }

    private List<Path> paths() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    /**
     * Keeps a new task; the envelopes have been verified. Not forced to disk: what a power cut takes the project sends
     * again.
     */
    public void create(ResultId id, Signed assignment, Signed appVersion) throws IOException {
        Path fresh = fresh(id);
        Files.writeString(fresh.resolve(ASSIGNMENT), Json.write(assignment));
        Files.writeString(fresh.resolve(APP_VERSION), Json.write(appVersion));
        Files.move(fresh, path(id), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Keeps the report of a task that ended. Once this returns the report will be sent, whatever happens. */
    public void finish(ResultReport report) throws IOException {
        Path task = path(report.resultId());
        if (Files.isDirectory(task)) {
            DurableFile.write(task.resolve(REPORT), Json.write(report));
            DurableFile.deleteTree(snapshots(report.resultId()));
        } else {
            Path fresh = fresh(report.resultId());
            DurableFile.write(fresh.resolve(REPORT), Json.write(report));
            DurableFile.rename(fresh, task);
        }
    }

    /** Forgets a task; one that is not there is no error. */
    public void delete(ResultId id) throws IOException {
        if (Files.isDirectory(path(id))) {
            Path gone = directory.resolve("gone-" + id);
            DurableFile.deleteTree(gone);
            Files.move(path(id), gone, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.deleteTree(gone);
        }
    }

    /** The directory for a task's outputs, emptied. */
    public Path emptyOutputs(ResultId id) throws IOException {
        Path outputs = outputs(id);
        DurableFile.deleteTree(outputs);
        DurableFile.makeDirectory(outputs);
        return outputs;
    }

    /** The directory with a task's outputs. */
    public Path outputs(ResultId id) {
        return path(id).resolve("out");
    }

    /** The directory in which a task's run is saved now and then; gone once its report is kept. */
    public Path snapshots(ResultId id) {
        return path(id).resolve("snapshots");
    }

    private Path path(ResultId id) {
        return directory.resolve(id.toString());
    }

    private Path fresh(ResultId id) throws IOException {
        Path fresh = directory.resolve("new-" + id);
        DurableFile.deleteTree(fresh);
        DurableFile.makeDirectory(fresh);
        return fresh;
    }

    private static @Nullable Stored read(Path path) throws IOException {
        ResultId id = ResultId.of(path.getFileName().toString());
        try {
            Task task = null;
            if (Files.exists(path.resolve(ASSIGNMENT)) && Files.exists(path.resolve(APP_VERSION))) {
                task = new Task(
                        payload(path.resolve(ASSIGNMENT), Assignment.class),
                        payload(path.resolve(APP_VERSION), AppVersion.class));
            }
            Path reportFile = path.resolve(REPORT);
            ResultReport report =
                    Files.exists(reportFile) ? Json.read(Files.readAllBytes(reportFile), ResultReport.class) : null;
            return task == null && report == null ? null : new Stored(id, task, report);
        } catch (MalformedJsonException | NoSuchFileException e) {
            // Damaged on disk: the project sends again what it believes to be here.
            return null;
        }
    }

    private static <T> T payload(Path file, Class<T> type) throws IOException, MalformedJsonException {
        return Json.read(Json.read(Files.readAllBytes(file), Signed.class).payload(), type);
    }
}
