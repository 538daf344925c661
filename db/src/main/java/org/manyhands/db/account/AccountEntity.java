package org.manyhands.db.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.manyhands.protocol.id.AccountId;

/** A row of {@code account}. */
@Entity
@Table(name = "account")
class AccountEntity {
    @Id
    long id;

    String name = "";
    String nameKey = "";
    boolean administrator;
    long storedBytes;
    long createdAt;

    Account toAccount() {
        return new Account(new AccountId(id), name, administrator, storedBytes, createdAt);
    }
}
