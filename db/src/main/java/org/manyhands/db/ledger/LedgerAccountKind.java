package org.manyhands.db.ledger;

/** Kinds of account of the journal. */
public enum LedgerAccountKind {
    /** Where credit comes from; one; its balance is minus all credit there is. */
    ISSUANCE,
    /** What an account may spend; owner: account id. */
    RESEARCHER,
    /** What is kept for a batch; owner: batch id. */
    ESCROW,
    /** What a host has earned; owner: host id. */
    HOST,
    /** What the project keeps; one. */
    FEE
}
