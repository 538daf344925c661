package org.manyhands.researcher.watch;

import java.time.ZoneId;
import java.util.List;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.researcher.text.Console;

/** Shows a batch again and again: drawn over itself on a terminal, a line for each change otherwise. */
final class ProgressDisplay {
    private final Console console;
    private final boolean json;
    private final ZoneId zone;
    private int drawn;
    private String lastLine = "";

    ProgressDisplay(Console console, boolean json, ZoneId zone) {
        this.console = console;
        this.json = json;
        this.zone = zone;
    }

    boolean redraws() {
        return console.redraws() && !json;
    }

    void show(BatchView batch, long nowMillis) {
        if (redraws()) {
            draw(new Progress(batch, nowMillis, zone).lines());
            return;
        }
        String line = json ? Json.write(batch) : new Progress(batch, nowMillis, zone).line();
        if (!line.equals(lastLine)) {
            console.line(line);
            lastLine = line;
        }
    }

    /** Says something beside it; what is drawn stays above. */
    void note(String text) {
        drawn = 0;
        console.note(text);
    }

    private void draw(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append("A\r\u001b[J");
        }
        for (String line : lines) {
            // A line that wraps would be two to move up over.
            boolean fits = console.columns() <= 0 || line.length() < console.columns();
            text.append(fits ? line : line.substring(0, console.columns() - 1)).append('\n');
        }
        console.out().print(text);
        console.out().flush();
        drawn = lines.size();
    }
}
