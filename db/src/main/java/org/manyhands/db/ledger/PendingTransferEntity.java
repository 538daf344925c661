package org.manyhands.db.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code pending_transfer}: a promise that still stands. */
@Entity
@Table(name = "pending_transfer")
class PendingTransferEntity {
    @Id
    long transferId;

    long heldUntil;
}
