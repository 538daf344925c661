package org.manyhands.sandbox;

import java.util.List;

/**
 * Where a program was when its run ended before its time. It is for people: no part of the digest, never compared, and
 * not sent to projects.
 *
 * @param functions names of functions, or their numbers in the source module; the innermost first, at most
 *     {@link #MOST_FUNCTIONS}
 * @param cut true when there were more, further out
 */
public record Backtrace(List<String> functions, boolean cut) {
    public static final int MOST_FUNCTIONS = 64;

    /** Of a run that ended by itself, or outside the program. */
    public static final Backtrace NONE = new Backtrace(List.of(), false);

    public Backtrace {
        functions = List.copyOf(functions);
    }
}
