package org.manyhands.db.transaction;

import org.jspecify.annotations.Nullable;

/** The database's schema and this program do not fit together; the message says what to do. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
