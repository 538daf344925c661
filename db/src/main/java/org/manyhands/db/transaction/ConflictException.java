package org.manyhands.db.transaction;

import org.jspecify.annotations.Nullable;

/** Another transaction was first. {@code Database.inTransaction} runs the work again; it comes out only after the last try. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        this(message, null);
    }

    public ConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
