package org.manyhands.researcher.text;

/**
 * Text of others on this terminal. What a program printed on a stranger's computer may hold control characters that
 * would move the cursor, change colours or type answers; they are shown as {@code ?}.
 */
public final class Printable {
    private Printable() {}

    /** Line breaks and tabs stay. */
    public static String text(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }

    /** On one line. */
    public static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
