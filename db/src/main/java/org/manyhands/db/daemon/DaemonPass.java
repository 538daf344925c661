package org.manyhands.db.daemon;

import org.manyhands.db.Database;
import org.manyhands.db.file.FileStore;

/** One round of a daemon's work, in a block of bounded size. It may be killed at any moment and may run twice at once. */
@FunctionalInterface
public interface DaemonPass extends AutoCloseable {
    /** Does a block of work; how much it did: with 0 the daemon waits before it looks again. */
    int pass(Database db, FileStore files) throws Exception;

    /** Gives up what the pass holds, such as a slot process, when the daemon ends. */
    @Override
    default void close() {}
}
