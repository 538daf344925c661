package org.manyhands.db.file;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AccountId;

/** Rows of stored files. Referencing is a conditional update that fails once a file is marked for deletion. */
public final class BlobStore {
    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(BlobEntity.class);
    }

    /**
     * Adds the row when it is missing; a private row becomes shared when a researcher uploads the same bytes. True when it was missing.
     * Refuses (UNAVAILABLE) a file whose deletion is under way: the bytes just stored may go with it.
     */
    public boolean add(Tx tx, String sha256, long bytes, @Nullable AccountId owner, boolean hostUpload) {
        Optional<BlobEntity> present = find(tx, sha256);
        if (present.isPresent()) {
            if (present.get().deleting) {
                throw new RefusedException(
                        ErrorCode.UNAVAILABLE, "the file " + sha256 + " is being deleted; send it again in a minute");
            }
            if (present.get().hostUpload && !hostUpload) {
                share(tx, sha256, owner);
            }
            return false;
        }
        BlobEntity row = new BlobEntity();
        row.sha256 = sha256;
        row.bytes = bytes;
        row.ownerId = owner == null ? null : owner.value();
        row.hostUpload = hostUpload;
        row.createdAt = tx.nowMillis();
        tx.session().insert(row);
        return true;
    }

    /** What is being deleted is not there any more. */
    public Optional<Blob> byDigest(Tx tx, String sha256) {
        return find(tx, sha256).filter(row -> !row.deleting).map(BlobEntity::toBlob);
    }

    /** One more fact names it. Refuses (UNKNOWN_FILE) a file that is not there or is being deleted. */
    public void reference(Tx tx, String sha256) {
        int changed = tx.session()
                .createMutationQuery("update BlobEntity b set b.referenceCount = b.referenceCount + 1"
                        + " where b.sha256 = :sha256 and b.deleting = false")
                .setParameter("sha256", sha256)
                .executeUpdate();
        if (changed == 0) {
            throw new RefusedException(
                    ErrorCode.UNKNOWN_FILE, "the project does not hold the file " + sha256 + "; upload it first");
        }
    }

    /** One fact fewer names it. */
    public void release(Tx tx, String sha256) {
        tx.session()
                .createMutationQuery("update BlobEntity b set b.referenceCount = b.referenceCount - 1"
                        + " where b.sha256 = :sha256 and b.referenceCount > 0")
                .setParameter("sha256", sha256)
                .executeUpdate();
    }

    /** Files that nothing names, older than that; also those whose deletion began and was not finished. */
    public List<Blob> unreferencedBefore(Tx tx, long millis, int limit) {
        return tx
                .session()
                .createSelectionQuery(
                        "from BlobEntity b where b.referenceCount = 0 and b.createdAt < :before"
                                + " order by b.referenceCount, b.createdAt",
                        BlobEntity.class)
                .setParameter("before", millis)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(BlobEntity::toBlob)
                .toList();
    }

    /** Marks for deletion unless it was referenced meanwhile. True also when it was marked before. */
    public boolean markDeleting(Tx tx, String sha256) {
        return tx.session()
                        .createMutationQuery("update BlobEntity b set b.deleting = true"
                                + " where b.sha256 = :sha256 and b.referenceCount = 0")
                        .setParameter("sha256", sha256)
                        .executeUpdate()
                == 1;
    }

    /** Forgets a marked row, after its bytes are gone. */
    public void remove(Tx tx, String sha256) {
        tx.session()
                .createMutationQuery("delete from BlobEntity b where b.sha256 = :sha256 and b.deleting = true")
                .setParameter("sha256", sha256)
                .executeUpdate();
    }

    private static void share(Tx tx, String sha256, @Nullable AccountId owner) {
        tx.session()
                .createMutationQuery("update BlobEntity b set b.hostUpload = false, b.ownerId = :owner"
                        + " where b.sha256 = :sha256 and b.hostUpload = true")
                .setParameter("owner", owner == null ? null : owner.value(), Long.class)
                .setParameter("sha256", sha256)
                .executeUpdate();
    }

    private static Optional<BlobEntity> find(Tx tx, String sha256) {
        return tx.session()
                .createSelectionQuery("from BlobEntity b where b.sha256 = :sha256", BlobEntity.class)
                .setParameter("sha256", sha256)
                .uniqueResultOptional();
    }
}
