package org.manyhands.server.pass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.manyhands.db.Database;
import org.manyhands.db.file.Blob;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.HostStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.HostId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes uploads that nothing has named for a day, and stored replies of hosts that have been silent for long. A file is
 * marked, then its bytes go, then its row: whoever is killed in between leaves a marked row, which the next pass finds.
 */
public final class CleanPass implements Pass {
    private static final Logger LOG = LoggerFactory.getLogger(CleanPass.class);
    private static final int BLOCK = 200;
    private static final Duration UPLOADS_KEPT = Duration.ofDays(1);
    private static final Duration REPLIES_KEPT = Duration.ofDays(30);

    /** Replies that one pass looks at; the next goes on behind them. */
    private static final int REPLIES_LOOKED_AT = 20_000;

    private static final HostId NO_HOST = new HostId(0);

    private final Database database;
    private final FileStore files;
    private volatile HostId repliesLookedAt = NO_HOST;

    public CleanPass(Database database, FileStore files) {
        this.database = database;
        this.files = files;
    }

    @Override
    public String name() {
        return "clean";
    }

    @Override
    public int run() {
        HostStore.Dropped dropped = database.inTransaction(tx -> database.hosts()
                .dropRepliesBefore(tx, repliesLookedAt, tx.nowMillis() - REPLIES_KEPT.toMillis(), REPLIES_LOOKED_AT));
        repliesLookedAt = dropped.last().orElse(NO_HOST);
        int deleted = 0;
        for (int looked = BLOCK, done = 1; looked == BLOCK && done > 0; ) {
            List<Blob> unnamed = database.inTransaction(
                    tx -> database.blobs().unreferencedBefore(tx, tx.nowMillis() - UPLOADS_KEPT.toMillis(), BLOCK));
            looked = unnamed.size();
            done = (int) unnamed.stream().filter(this::delete).count();
            deleted += done;
        }
        if (deleted > 0) {
            LOG.info("{} files that nothing named for a day are deleted", deleted);
        }
        return dropped.replies() + deleted;
    }

    private boolean delete(Blob blob) {
        if (!database.inTransaction(tx -> database.blobs().markDeleting(tx, blob.sha256()))) {
            return false;
        }
        try {
            files.delete(blob.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + blob.sha256() + " cannot be deleted: " + e.getMessage(), e);
        }
        return database.inTransaction(tx -> forget(tx, blob));
    }

    /** What a host sent was never counted against a quota. */
    private boolean forget(Tx tx, Blob blob) {
        database.blobs().remove(tx, blob.sha256());
        if (blob.owner() != null && !blob.hostUpload()) {
            database.accounts().addStoredBytes(tx, blob.owner(), -blob.bytes(), Long.MAX_VALUE);
        }
        return true;
    }
}
