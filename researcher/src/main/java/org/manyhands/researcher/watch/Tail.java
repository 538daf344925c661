package org.manyhands.researcher.watch;

import java.util.List;
import org.manyhands.researcher.text.Printable;

/** The end of what a program printed. */
final class Tail {
    private static final int LINES = 10;

    private Tail() {}

    /** A heading and the last lines below it, each on a line of its own; empty when nothing was printed. */
    static String last(String heading, String text) {
        if (text.isBlank()) {
            return "";
        }
        List<String> lines = Printable.text(text).stripTrailing().lines().toList();
        int from = Math.max(0, lines.size() - LINES);
        return "\n  " + (from > 0 ? "last lines of its " : "its ") + heading + ":\n    "
                + String.join("\n    ", lines.subList(from, lines.size()));
    }
}
