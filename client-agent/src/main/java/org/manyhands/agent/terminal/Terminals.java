package org.manyhands.agent.terminal;

import java.io.Console;
import java.io.PrintStream;

/** Finds out what kind of screen there is. */
public final class Terminals {
    private static final int USUAL_COLUMNS = 80;

    private Terminals() {}

    /**
     * A live screen when a person watches, else a plain one.
     *
     * @param plain lines only, whoever watches
     */
    public static Screen screen(PrintStream out, boolean plain) {
        if (plain || !interactive() || "dumb".equals(System.getenv("TERM"))) {
            return new PlainScreen(out);
        }
        String columns = System.getenv("COLUMNS");
        boolean known = columns != null && columns.matches("[1-9][0-9]{1,3}");
        return new LiveScreen(out, known ? Integer.parseInt(columns) : USUAL_COLUMNS);
    }

    @SuppressWarnings("SystemConsoleNull") // Null up to Java 21 only; after that isTerminal tells.
    private static boolean interactive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before Java 22 there is a console only at a terminal.
            return true;
        }
    }
}
