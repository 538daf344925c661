package org.manyhands.agent.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One agent a directory: a lock that ends with the process, however that ends. */
public final class HomeLock implements AutoCloseable {
    /** Homes locked by this process: opening their lock file a second time would let go of the lock on Unix. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final AgentHome home;
    private final Path path;
    private final FileChannel channel;

    private HomeLock(AgentHome home, Path path, FileChannel channel) {
        this.home = home;
        this.path = path;
        this.channel = channel;
    }

    static HomeLock take(AgentHome home) throws IOException, HomeInUseException {
        Path path = home.root().toRealPath();
        if (!OWN.add(path)) {
            throw new HomeInUseException(path, holder(path));
        }
        boolean taken = false;
        FileChannel channel =
                FileChannel.open(path.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new HomeInUseException(path, holder(path));
            }
            // Beside the lock, not in it: elsewhere than on Unix nobody can read a locked file.
            DurableFile.write(
                    pidFile(path), Long.toString(ProcessHandle.current().pid()));
            taken = true;
            return new HomeLock(home, path, channel);
        } finally {
            if (!taken) {
                channel.close();
                OWN.remove(path);
            }
        }
    }

    /** The process id of the agent that uses the directory now, or null when none does. */
    static @Nullable String user(Path directory) throws IOException {
        Path file = directory.resolve("agent.lock");
        if (!Files.exists(file)) {
            return null;
        }
        if (OWN.contains(directory.toRealPath())) {
            return holder(directory);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            return lock == null ? holder(directory) : null;
        }
    }

    private static String holder(Path home) {
        try {
            return Files.readString(pidFile(home)).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Path pidFile(Path home) {
        return home.resolve("agent.pid");
    }

    /** The home that nobody else may change while this lock is held. */
    public AgentHome home() {
        return home;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OWN.remove(path);
    }
}
