package org.manyhands.db.daemon;

import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.file.FileStore;

/** One round of a daemon's work, in a block of bounded size. It may be killed at any moment and may run twice at once. */
@FunctionalInterface
public interface DaemonPass extends AutoCloseable {
    /** Does a block of work; how much it did: with 0 the daemon waits before it looks again. */
    int pass(Database db, FileStore files) throws Exception;

    /** The same, where several processes share the work: takes what is of this share first. */
    default int pass(Database db, FileStore files, Share share) throws Exception {
        return pass(db, files);
    }

    /** How much a full block is. After less there is no more at the moment, and the daemon waits a little so that the next block is larger. */
    default int fullBlock() {
        return 1;
    }

    /** What it may be woken by. */
    default Optional<WorkKind> waitsFor() {
        return Optional.empty();
    }

    /** Gives up what the pass holds, such as a slot process, when the daemon ends. */
    @Override
    default void close() {}
}
