package org.manyhands.db.transaction;

/** An open transaction: proof that one is open, handed to every method of a store. Not thread-safe; never kept. */
public final class Tx {
    /** The database's clock at the start of this transaction, milliseconds since 1970 UTC. */
    public long nowMillis() {
        throw new UnsupportedOperationException("being built");
    }
}
