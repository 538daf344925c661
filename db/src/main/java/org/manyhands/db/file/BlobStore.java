package org.manyhands.db.file;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;

/** Rows of stored files. Referencing is a conditional update that fails once a file is marked for deletion. */
public final class BlobStore {
    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of();
    }

    /** Adds the row when it is missing; a private row becomes shared when a researcher uploads the same bytes. True when it was missing. */
    public boolean add(Tx tx, String sha256, long bytes, @Nullable AccountId owner, boolean hostUpload) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Blob> byDigest(Tx tx, String sha256) {
        throw new UnsupportedOperationException("being built");
    }
    /** One more fact names it. Refuses (UNKNOWN_FILE) a file that is not there or is being deleted. */
    public void reference(Tx tx, String sha256) {
        throw new UnsupportedOperationException("being built");
    }
    /** One fact fewer names it. */
    public void release(Tx tx, String sha256) {
        throw new UnsupportedOperationException("being built");
    }
    /** Files that nothing names, older than that. */
    public List<Blob> unreferencedBefore(Tx tx, long millis, int limit) {
        throw new UnsupportedOperationException("being built");
    }
    /** Marks for deletion unless it was referenced meanwhile. */
    public boolean markDeleting(Tx tx, String sha256) {
        throw new UnsupportedOperationException("being built");
    }
    /** Forgets a marked row, after its bytes are gone. */
    public void remove(Tx tx, String sha256) {
        throw new UnsupportedOperationException("being built");
    }
}
