package org.manyhands.db.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code join_key}. */
@Entity
@Table(name = "join_key")
class JoinKeyEntity {
    @Id
    String keySha256 = "";

    String label = "";
    int usesLeft;
    long createdAt;
}
