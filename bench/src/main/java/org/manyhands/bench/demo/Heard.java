package org.manyhands.bench.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.manyhands.bench.saboteur.Lie;
import org.manyhands.protocol.research.WorkUnitView.ResultView;
import org.manyhands.researcher.api.ProjectClient;

/** A lie that reached the project, and what the project made of it. */
record Heard(Lie lie, ResultView result) {

    /** Of the lies that were noted those that were heard: one that came too late (its copy was withdrawn) was not told. */
    static List<Heard> of(List<Lie> lies, ProjectClient client) throws IOException {
        List<Heard> heard = new ArrayList<>();
        for (Lie lie : lies) {
            client.unit(lie.workUnitId()).results().stream()
                    .filter(result -> result.id().equals(lie.resultId()))
                    .filter(result -> List.of("RETURNED", "VALID", "INVALID").contains(result.state()))
                    .forEach(result -> heard.add(new Heard(lie, result)));
        }
        return heard;
    }

    boolean caught() {
        return result.state().equals("INVALID");
    }

    boolean accepted() {
        return result.state().equals("VALID");
    }

    /** Microcredits, held or released. */
    long earned() {
        return result.pendingMicrocredits() + result.paidMicrocredits();
    }

    void print(PrintStream out) {
        out.println("    result " + lie.resultId() + " of work unit " + lie.workUnitId() + ": "
                + lie.kind().words() + " -> " + result.state().toLowerCase(Locale.ROOT));
    }
}
