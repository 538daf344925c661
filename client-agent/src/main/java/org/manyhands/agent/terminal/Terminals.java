package org.manyhands.agent.terminal;

import java.io.Console;
import java.io.PrintStream;

/** Finds out what kind of screen there is. */
public final class Terminals {
    private static final int USUAL_COLUMNS = 80;

    private Terminals() {}

    /**
     * A live screen when a person watches, else a plain one. The launcher says which it is and how wide; without it
     * the Java runtime is asked.
     *
     * @param plain lines only, whoever watches
     */
    public static Screen screen(PrintStream out, boolean plain) {
        String told = System.getProperty("manyhands.terminal.out");
        boolean watched = told == null ? interactive() : Boolean.parseBoolean(told);
        if (plain || !watched || "dumb".equals(System.getenv("TERM"))) {
            return new PlainScreen(out);
        }
        int columns = Integer.getInteger("manyhands.columns", 0);
        return new LiveScreen(out, columns > 0 ? columns : USUAL_COLUMNS);
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
