package org.manyhands.db.transaction;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached now. Whether a transaction that was committing is done is not known; everything else is not. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
