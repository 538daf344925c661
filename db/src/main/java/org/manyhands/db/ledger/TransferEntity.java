package org.manyhands.db.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code transfer}, the journal. Never updated, never deleted. */
@Entity
@Table(name = "transfer")
class TransferEntity {
    @Id
    long id;

    String kind = "";
    long debitId;
    long creditId;
    long amount;
    String reason = "";
    String movementKey = "";

    @Nullable
    Long pendingId;

    @Nullable
    Long batchId;

    @Nullable
    Long workUnitId;

    @Nullable
    Long resultId;

    long heldUntil;
    long createdAt;
}
