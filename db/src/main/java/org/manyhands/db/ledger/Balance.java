package org.manyhands.db.ledger;

/** Sums over an account, in microcredits. */
public record Balance(long postedIn, long postedOut, long pendingIn, long pendingOut) {
    /** What can be spent: posted, less what is promised to others. */
    public long available() {
        return postedIn - postedOut - pendingOut;
    }
}
