package org.manyhands.sandbox.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.RunRequest;

/**
 * The directory of a run's snapshots, held by one run at a time. Files of other modules and requests may lie there too:
 * they are never read, never changed, never removed.
 */
public final class SnapshotStore implements AutoCloseable {
    /** What the name of a file ends with while it is being written. */
    static final String PARTIAL = ".partial";

    private static final String SUFFIX = ".snapshot";
    private static final String LOCK = "snapshots.lock";

    /** How long a slot may take to notice that its parent was killed, and to let go. */
    private static final long LOCK_PATIENCE_MILLIS = 5_000;

    private static final long LOCK_RETRY_MILLIS = 50;

    private final Path directory;
    private final FileChannel lock;
    private final String module;
    private final RunRequest request;
    private @Nullable RunKey key;

    private SnapshotStore(Path directory, FileChannel lock, String module, RunRequest request) {
        this.directory = directory;
        this.lock = lock;
        this.module = module;
        this.request = request;
    }

    /**
     * Makes the directory if it is missing and takes hold of it. What a run that was killed left half written is
     * cleared away.
     *
     * @param module SHA-256 of the instrumented module, in hexadecimal
     * @throws IOException when it cannot be written to, or another run holds it; the message says which, and what to do
     */
    public static SnapshotStore open(Path directory, String module, RunRequest request) throws IOException {
        OwnerOnly.makeDirectory(directory);
        FileChannel lock = OwnerOnly.lockFile(directory.resolve(LOCK));
        try {
            long patience = System.nanoTime() + LOCK_PATIENCE_MILLIS * 1_000_000;
            while (!locked(lock)) {
                if (System.nanoTime() > patience) {
                    throw new IOException(
                            "another run is using " + directory + "; give each run a directory of its own");
                }
                Thread.sleep(LOCK_RETRY_MILLIS);
            }
            SnapshotStore store = new SnapshotStore(directory, lock, module, request);
            for (Path partial : store.list(PARTIAL)) {
                Files.deleteIfExists(partial);
            }
            return store;
        } catch (InterruptedException e) {
            lock.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + directory, e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Removes the snapshots of a run that ended by its own rules. For the process that asked for the run, once it has
     * the outcome in hand.
     */
    public static void discard(Path directory, String module, RunRequest request) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (SnapshotStore store = open(directory, module, request)) {
            if (!store.list(SUFFIX).isEmpty()) {
                store.removeBefore(Long.MAX_VALUE);
            }
            Files.deleteIfExists(directory.resolve(LOCK));
        }
    }

    Path directory() {
        return directory;
    }

    /** What the snapshots of this run are known by; its inputs are read when it is asked for the first time. */
    RunKey key() throws IOException {
        RunKey known = key;
        if (known == null) {
            known = RunKey.of(module, request);
            key = known;
        }
        return known;
    }

    /** The newest state that can be gone on from, or null; whatever is wrong with newer ones is said in words. */
    @Nullable
    SnapshotChain newest(Consumer<String> notices) throws IOException {
        List<Path> all = list(SUFFIX);
        if (all.isEmpty()) {
            return null;
        }
        List<Path> own = own();
        if (own.isEmpty()) {
            notices.accept(describeOthers(all.get(all.size() - 1)) + "; they stay, and this run begins anew");
            return null;
        }
        SnapshotChain chain = SnapshotChain.newest(own, key(), notices);
        if (chain == null) {
            notices.accept("no snapshot in " + directory + " can be used: the run begins anew");
        }
        return chain;
    }

    /** The file of the snapshot with this number. */
    Path file(long sequence) throws IOException {
        return directory.resolve(String.format("%s-%012d%s", key().prefix(), sequence, SUFFIX));
    }

    /** A number above those of all files that lie there. */
    long nextSequence() throws IOException {
        List<Path> own = own();
        return own.isEmpty() ? 1 : sequence(own.get(own.size() - 1)) + 1;
    }

    /** Removes this run's older snapshots. */
    void removeBefore(long sequence) throws IOException {
        for (Path file : own()) {
            if (sequence(file) < sequence) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** The number in a file's name. */
    static long sequence(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(name.indexOf('-') + 1, name.length() - SUFFIX.length()));
    }

    private List<Path> own() throws IOException {
        String form = key().prefix() + "-[0-9]{12}" + SUFFIX.replace(".", "\\.");
        return list(SUFFIX).stream()
                .filter(file -> file.getFileName().toString().matches(form))
                .sorted(Comparator.comparingLong(SnapshotStore::sequence))
                .toList();
    }

    private List<Path> list(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private String describeOthers(Path file) {
        try {
            return "the snapshots in " + directory + " are of "
                    + (SnapshotFile.open(file).header().key().module().equals(module)
                            ? "the same module with other arguments, environment, seed, inputs or limits"
                            : "another module");
        } catch (IOException e) {
            return "the snapshots in " + directory + " are not of this run (" + file.getFileName() + " "
                    + e.getMessage() + ")";
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
