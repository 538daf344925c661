package org.manyhands.researcher.text;

import java.util.ArrayList;
import java.util.List;

/** Text in several short lines. */
public final class Paragraph {
    private Paragraph() {}

    /** Broken between words; a word that is longer than a line has one for itself. */
    public static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line);
                line = word;
            } else {
                line = line.isEmpty() ? word : line + " " + word;
            }
        }
        lines.add(line);
        return lines;
    }
}
