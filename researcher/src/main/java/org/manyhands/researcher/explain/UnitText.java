package org.manyhands.researcher.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.researcher.text.Printable;

/** What a work unit waits for, in lines. */
final class UnitText {
    private UnitText() {}

    static List<String> lines(UnitExplanation explained) {
        WorkUnitView unit = explained.unit();
        List<String> lines = new ArrayList<>();
        lines.add("Work unit " + unit.id() + ", number " + unit.index() + " of batch " + unit.batchId() + ": "
                + words(unit.state())
                + (unit.reason().isEmpty() ? "" : ", " + Printable.line(unit.reason())));
        if (explained.waitsFor().isEmpty()) {
            lines.add("  waits for nothing");
        }
        explained.waitsFor().forEach(what -> lines.add("  waits for " + Printable.line(what)));
        for (WorkUnitView.ResultView copy : unit.results()) {
            lines.add("  copy " + copy.id() + ": " + words(copy.state())
                    + (copy.hostId() == null
                            ? ""
                            : ", host " + copy.hostId() + " (" + Printable.line(copy.hostName()) + ")")
                    + (copy.outcome().isEmpty() ? "" : ", " + Printable.line(copy.outcome())));
        }
        if (!mayBeHad(unit)) {
            return lines;
        }
        lines.add("  of " + explained.hosts() + " hosts that asked this server for work in the last hour, "
                + explained.mayTake() + " may have a copy");
        for (UnitExplanation.KeptFrom kept : explained.kept()) {
            lines.add("    " + kept.rule() + " keeps it from " + kept.hosts() + ", one of which is told: "
                    + Printable.line(kept.detail()));
        }
        return lines;
    }

    private static boolean mayBeHad(WorkUnitView unit) {
        return unit.state().equals("OPEN")
                || unit.results().stream().anyMatch(copy -> copy.state().equals("UNSENT"));
    }

    private static String words(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
