package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.sandbox.ModuleReport.Violation;

/** The broken rules of one module, in the order in which they were found; a great many are cut short. */
final class Violations {
    private static final int MOST = 20;

    private final List<Violation> found = new ArrayList<>();
    private int more;

    void add(String rule, String place, String remedy) {
        add(new Violation(rule, place, remedy));
    }

    void add(Violation violation) {
        if (found.size() < MOST) {
            found.add(new Violation(violation.rule(), printable(violation.place()), printable(violation.remedy())));
        } else {
            more++;
        }
    }

    /** Names come from the module: none may move the cursor of the terminal, or forge the log, that it is shown in. */
    private static String printable(String words) {
        return words.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Adds a forbidden feature that was met at a place. */
    void add(Feature feature, String place) {
        add(feature.rule(), place + ": " + feature.words(), feature.remedy());
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Violation> all() {
        List<Violation> all = new ArrayList<>(found);
        if (more > 0) {
            all.add(new Violation("more", more + " more violations", "Mend those above first"));
        }
        return all;
    }
}
