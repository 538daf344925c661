package org.manyhands.server.account;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** Reads what stands in paths, queries and bodies. */
public final class Requests {
    private Requests() {}

    /** An identifier in a path; a text that is none names nothing. */
    public static <T> T identifier(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.NOT_FOUND, e.getMessage() == null ? text : e.getMessage());
        }
    }

    /** A number of a query. */
    public static long number(String name, @Nullable String text, long otherwise, long least, long most) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message below.
        }
        throw new RefusedException(
                ErrorCode.MALFORMED_REQUEST, "'" + name + "' is '" + text + "'; expected " + least + " to " + most);
    }

    /** A short text of a body. */
    public static String text(String name, @Nullable String text, int most) {
        String found = text == null ? "" : text.strip();
        if (found.isEmpty() || found.length() > most || found.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'" + name + "' is '" + found + "'; expected 1 to " + most + " characters in one line");
        }
        return found;
    }
}
