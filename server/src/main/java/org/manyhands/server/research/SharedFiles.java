package org.manyhands.server.research;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.file.Blob;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** Files that descriptions may name: all but what hosts sent. */
final class SharedFiles {
    private SharedFiles() {}

    static Optional<Blob> find(Database database, FileStore files, Tx tx, String sha256) {
        return Digests.isSha256(sha256)
                ? database.blobs().byDigest(tx, sha256).filter(blob -> !blob.hostUpload() && files.has(sha256))
                : Optional.empty();
    }

    /**
     * The file; refuses (UNKNOWN_FILE) one that is not there.
     *
     * @param name what it is for, in words
     */
    static Blob require(Database database, FileStore files, Tx tx, @Nullable String sha256, String name) {
        if (sha256 == null || !Digests.isSha256(sha256)) {
            throw new RefusedException(
                    ErrorCode.UNKNOWN_FILE,
                    name + " is named by '" + sha256
                            + "'; expected the SHA-256 of an upload, 64 lower-case hexadecimal digits");
        }
        return find(database, files, tx, sha256)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.UNKNOWN_FILE,
                        name + " (" + sha256 + ") is not stored in this project; upload it first"));
    }

    /** The files of a map from path to SHA-256, in order of path. */
    static Map<String, Blob> require(Database database, FileStore files, Tx tx, Map<String, String> byPath) {
        Map<String, Blob> found = new TreeMap<>();
        byPath.forEach(
                (path, sha256) -> found.put(path, require(database, files, tx, sha256, "the file '" + path + "'")));
        return found;
    }
}
