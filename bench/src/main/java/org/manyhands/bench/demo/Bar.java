package org.manyhands.bench.demo;

import java.util.Map;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.text.Times;

/** A batch in one line: work units, credit, estimated end. */
final class Bar {
    private static final int WIDTH = 24;

    private Bar() {}

    /** Work units that have an accepted answer. */
    static long accepted(BatchView batch) {
        Map<String, Long> units = batch.units();
        return units.getOrDefault("VALIDATED", 0L) + units.getOrDefault("ASSIMILATED", 0L);
    }

    static boolean answered(BatchView batch) {
        return batch.state().equals("COMPLETE") || batch.state().equals("SETTLED");
    }

    static String of(BatchView batch, long nowMillis) {
        long accepted = accepted(batch);
        int full = batch.totalUnits() == 0 ? 0 : (int) (WIDTH * accepted / batch.totalUnits());
        String bar = "#".repeat(full) + ".".repeat(WIDTH - full);
        long earned = batch.credit().pending() + batch.credit().paid();
        return "  %-10s [%s] %3d/%d work units  %s earned  %s"
                .formatted(
                        batch.name(), bar, accepted, batch.totalUnits(), Credits.words(earned), end(batch, nowMillis));
    }

    private static String end(BatchView batch, long nowMillis) {
        if (answered(batch)) {
            return "answer is there";
        }
        BatchView.Estimate estimate = batch.estimate();
        if (estimate == null) {
            return batch.state().toLowerCase(java.util.Locale.ROOT);
        }
        return "ends in " + Times.span(estimate.endMillis() - nowMillis) + " ("
                + Times.span(estimate.earliestMillis() - nowMillis) + " to "
                + Times.span(estimate.latestMillis() - nowMillis) + ")";
    }
}
