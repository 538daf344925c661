package org.manyhands.db.transaction;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached now. Whether a transaction that was committing is done is not known; everything else is not. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean outOfSpace;

    public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private DatabaseUnavailableException(String message, @Nullable Throwable cause, boolean outOfSpace) {
        super(message, cause);
        this.outOfSpace = outOfSpace;
    }

    /** @param place where the administrator must make room */
    static DatabaseUnavailableException outOfSpace(String place, Throwable cause) {
        return new DatabaseUnavailableException(
                "the project's disk is full; nothing was changed; the administrator must make room on " + place,
                cause,
                true);
    }

    /** True when its disk is full; the message then says so to whoever asked for the work. */
    public boolean outOfSpace() {
        return outOfSpace;
    }
}
