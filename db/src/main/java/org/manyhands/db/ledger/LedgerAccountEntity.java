package org.manyhands.db.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code ledger_account}: sums over the journal, kept so that a spending checks and takes its funds in one statement. */
@Entity
@Table(name = "ledger_account")
class LedgerAccountEntity {
    @Id
    long id;

    String kind = "";
    long ownerId;
    long postedIn;
    long postedOut;
    long pendingIn;
    long pendingOut;

    Balance toBalance() {
        return new Balance(postedIn, postedOut, pendingIn, pendingOut);
    }

    LedgerAccount toAccount() {
        return new LedgerAccount(LedgerAccountKind.valueOf(kind), ownerId);
    }
}
