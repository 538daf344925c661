package org.manyhands.researcher;

import java.util.function.Function;

/** Numbers of things on a command line. */
public final class Identifiers {
    private Identifiers() {}

    /**
     * The identifier that a text is.
     *
     * @param type makes it of the text, and throws IllegalArgumentException with words when it is none
     * @param where to be found, for who gave something else
     */
    public static <T> T parse(String text, Function<String, T> type, String where) throws CommandException {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.misused(e.getMessage() + "; " + where);
        }
    }
}
