package org.manyhands.db.file;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.AccountId;

/** A row of {@code blob_row}. */
@Entity
@Table(name = "blob_row")
class BlobEntity {
    @Id
    String sha256 = "";

    long bytes;

    @Nullable
    Long ownerId;

    boolean hostUpload;
    long referenceCount;
    boolean deleting;
    long createdAt;

    Blob toBlob() {
        return new Blob(
                sha256, bytes, ownerId == null ? null : new AccountId(ownerId), hostUpload, referenceCount, createdAt);
    }
}
