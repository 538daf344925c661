package org.manyhands.db.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code access_token}: only the digest of a token is kept. */
@Entity
@Table(name = "access_token")
class AccessTokenEntity {
    @Id
    String tokenSha256 = "";

    long accountId;
    String label = "";
    long createdAt;
}
