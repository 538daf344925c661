package org.manyhands.db.ledger;

/** What a row of the journal does. A PENDING one is followed by one POST or one VOID with the same accounts and amount. */
enum TransferKind {
    /** Moves credit at once. */
    POSTED,
    /** Promises credit. */
    PENDING,
    /** Moves what was promised. */
    POST,
    /** Takes a promise back. */
    VOID
}
