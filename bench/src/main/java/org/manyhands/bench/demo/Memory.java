package org.manyhands.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Resident memory of all processes of the demo together. Pages that processes share are counted for each of them, so the
 * figure is an upper bound.
 */
final class Memory {
    private static final long PAGE_BYTES = 4096;

    private long peakBytes;
    private int peakProcesses;

    /** Measures now. */
    void sample(Stream<ProcessHandle> roots) {
        Set<Long> pids = new HashSet<>();
        roots.forEach(root -> {
            pids.add(root.pid());
            root.descendants().forEach(child -> pids.add(child.pid()));
        });
        long bytes = pids.stream().mapToLong(Memory::resident).sum();
        if (bytes > peakBytes) {
            peakBytes = bytes;
            peakProcesses = pids.size();
        }
    }

    long peakBytes() {
        return peakBytes;
    }

    int peakProcesses() {
        return peakProcesses;
    }

    /** The second figure of {@code /proc/PID/statm} is pages; a process that has just ended counts nothing. */
    private static long resident(long pid) {
        try {
            return Long.parseLong(Files.readString(Path.of("/proc", Long.toString(pid), "statm"))
                            .split(" ")[1])
                    * PAGE_BYTES;
        } catch (IOException e) {
            return 0;
        }
    }
}
