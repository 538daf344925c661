package org.manyhands.researcher.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The terminal, or what stands in for one. Used by one thread.
 *
 * @param out what was asked for
 * @param err what is said beside it
 * @param in what a person types
 * @param asks whether a person can be asked
 * @param redraws whether lines can be drawn again
 * @param columns width of the terminal, 0 when there is none
 */
public record Console(PrintStream out, PrintStream err, BufferedReader in, boolean asks, boolean redraws, int columns) {

    /**
     * This process's own. The launcher knows whether there is a terminal, in every version of Java, and says so in system
     * properties.
     */
    public static Console ofProcess() {
        boolean terminalOut = Boolean.getBoolean("manyhands.terminal.out");
        boolean terminalIn = Boolean.getBoolean("manyhands.terminal.in");
        return new Console(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                terminalIn && terminalOut,
                terminalOut && !"dumb".equals(System.getenv("TERM")),
                Integer.getInteger("manyhands.columns", 0));
    }

    /** False once nobody reads what was asked for, which shows only when something is written: the next program of a pipe has ended. */
    public boolean heard() {
        return !out.checkError();
    }

    public void line(String text) {
        out.println(text);
    }

    public void lines(List<String> lines) {
        lines.forEach(out::println);
    }

    /** Something beside what was asked for. */
    public void note(String text) {
        err.println(text);
    }

    /** Asks a question that is answered with yes or no; anything but yes is no. */
    public boolean confirms(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = in.readLine();
            return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }
}
