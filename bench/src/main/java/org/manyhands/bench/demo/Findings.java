package org.manyhands.bench.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What the demo found: the promises that hold, those that do not, and figures for the last line. */
final class Findings {
    private final PrintStream out;
    private final List<String> failures = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    Findings(PrintStream out) {
        this.out = out;
    }

    /** Notes whether a promise holds, and says so. */
    void check(boolean holds, String promise) {
        out.println("  " + (holds ? "yes" : "NO ") + "  " + promise);
        if (!holds) {
            failures.add(promise);
        }
    }

    void figure(String figure) {
        figures.add(figure);
    }

    boolean allHold() {
        return failures.isEmpty();
    }

    /** The demo's last line. */
    String verdict() {
        return allHold()
                ? "demo: OK  " + String.join(", ", figures)
                : "demo: FAILED  does not hold: " + String.join("; ", failures);
    }
}
