package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** When a computer runs out of memory, a slot goes before anything that a person started. */
final class LastInMemory {
    /** Known to Linux alone; 1000 is the first to go. */
    private static final Path SCORE = Path.of("/proc/self/oom_score_adj");

    private LastInMemory() {}

    static void away() {
        if (Files.exists(SCORE)) {
            try {
                Files.writeString(SCORE, "1000", StandardOpenOption.WRITE);
            } catch (IOException e) {
                // Not allowed here, in some containers; the heap is bounded all the same.
            }
        }
    }
}
