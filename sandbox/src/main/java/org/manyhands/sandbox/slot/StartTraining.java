package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.manyhands.sandbox.cache.OwnerOnly;
import org.manyhands.sandbox.jdk.JdkSearch;

/**
 * A process of its own that makes a {@link StartArchive}: it lets a Java machine rehearse a slot's life and puts what
 * that wrote into its place. Ends within a minute or so; no module of anybody runs in it.
 */
public final class StartTraining {
    private static final long PATIENCE_SECONDS = 60;

    /** Archives of other builds and Javas that are kept. */
    private static final int KEPT = 4;

    private StartTraining() {}

    /**
     * Makes an archive.
     *
     * @param arguments the archive's folder and name, and the command that starts a Java machine as a slot's, up to the class path
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        List<String> command = Arrays.asList(arguments).subList(2, arguments.length);
        StartArchive archive = new StartArchive(directory, arguments[1], JdkSearch.describe(Path.of(command.get(0))));
        OwnerOnly.createDirectory(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && !Files.exists(archive.file())) {
                make(archive, command);
                forgetOld(directory);
            }
        }
    }

    private static void make(StartArchive archive, List<String> command) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(archive.directory(), "training");
        try {
            Path target = work.resolve("archive");
            List<String> rehearsal = new ArrayList<>(command);
            rehearsal.add(1, archive.recording(target));
            rehearsal.addAll(List.of(StartRehearsal.class.getName(), work.toString()));
            Process process = new ProcessBuilder(rehearsal)
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("said").toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (ended && process.exitValue() == 0 && Files.isRegularFile(target) && Files.size(target) > 0) {
                Files.move(target, archive.file(), StandardCopyOption.ATOMIC_MOVE);
            } else {
                process.destroyForcibly();
                Files.copy(work.resolve("said"), archive.failure(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            delete(work);
        }
    }

    private static void forgetOld(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> old = files.filter(file -> !file.endsWith("lock"))
                    .sorted(Comparator.comparing(StartTraining::made).reversed())
                    .skip(KEPT)
                    .toList();
            for (Path file : old) {
                delete(file);
            }
        }
    }

    private static long made(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
