package org.manyhands.protocol.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** A text is not the JSON that was expected. The message names line, column and what was expected. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static MalformedJsonException of(Class<?> type, JsonProcessingException cause) {
        JsonLocation location = cause.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new MalformedJsonException(
                "not a " + type.getSimpleName() + where + ": " + JsonMistake.words(cause), cause);
    }
}
