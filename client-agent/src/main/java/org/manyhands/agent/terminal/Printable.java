package org.manyhands.agent.terminal;

/** Makes text from outside safe to show: a batch's name must not move the cursor or fill the screen. */
public final class Printable {
    private static final int LONGEST = 300;

    private Printable() {}

    public static String of(String text) {
        String shown = text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return shown.length() < text.length() ? shown + "…" : shown;
    }
}
