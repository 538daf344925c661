package org.manyhands.researcher.watch;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.BatchView.Credit;
import org.manyhands.protocol.research.BatchView.Estimate;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.text.Paragraph;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.Times;

/** A batch's progress as text: several lines for a terminal, one for a log. */
final class Progress {
    private static final int BAR = 30;
    private static final String ARCHIVED =
            "its work units and results are no longer counted here; the project's administrators have them in its archive";
    private static final int REASON_COLUMNS = 64;
    private static final String INDENT = " ".repeat(14);

    private final BatchView batch;
    private final long nowMillis;
    private final ZoneId zone;

    Progress(BatchView batch, long nowMillis, ZoneId zone) {
        this.batch = batch;
        this.nowMillis = nowMillis;
        this.zone = zone;
    }

    /** For a terminal, where they are drawn again and again. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.line(batch.name()) + "  batch " + batch.id() + ", "
                + batch.state().toLowerCase(Locale.ROOT)
                + (batch.fundedMillis() > 0
                        ? ", funded " + Times.span(nowMillis - batch.fundedMillis()) + " ago"
                        : ""));
        if (archived()) {
            lines.add("  archived    " + ARCHIVED + " (" + total() + ")");
            lines.add("  credit      " + credit());
            return lines;
        }
        lines.add((batch.sizes() ? "  pieces      " : "  work units  ") + bar() + " " + validated() + " of "
                + batch.totalUnits() + " validated" + others());
        lines.add("  results     " + results());
        lines.add("  credit      " + credit());
        Estimate estimate = batch.estimate();
        if (batch.state().equals("RUNNING") && !batch.reason().isEmpty()) {
            lines.add("  end         " + (estimate == null ? "no estimate:" : end(estimate)));
            // A terminal cuts long lines off.
            Paragraph.lines(Printable.line(batch.reason()), REASON_COLUMNS).forEach(line -> lines.add(INDENT + line));
        } else {
            lines.add("  end         " + (estimate == null ? "no ground for an estimate yet" : end(estimate)));
        }
        return lines;
    }

    /** For a log. */
    String line() {
        if (archived()) {
            return Printable.line(batch.name()) + ": archived, " + ARCHIVED + " (" + total() + "); credit: " + credit();
        }
        Estimate estimate = batch.estimate();
        return Printable.line(batch.name()) + ": " + batch.state().toLowerCase(Locale.ROOT) + ", " + validated()
                + " of "
                + batch.totalUnits() + (batch.sizes() ? " pieces" : " work units") + " validated" + others()
                + "; results: " + results() + "; credit: "
                + credit() + (estimate == null ? "" : "; end " + end(estimate))
                + (batch.state().equals("RUNNING") && !batch.reason().isEmpty()
                        ? "; " + (estimate == null ? "no estimate: " : "") + Printable.line(batch.reason())
                        : "");
    }

    private boolean archived() {
        return batch.state().equals("ARCHIVED");
    }

    private String total() {
        return batch.totalUnits() + (batch.sizes() ? " pieces" : " work units");
    }

    private long validated() {
        return units("VALIDATED") + units("ASSIMILATED");
    }

    private String bar() {
        long total = Math.max(1, batch.totalUnits());
        int done = (int) (BAR * Math.min(total, validated()) / total);
        return "[" + "#".repeat(done) + "-".repeat(BAR - done) + "]";
    }

    private String others() {
        long uncut = units("UNCREATED");
        return part(units("FAILED"), "failed") + part(units("CANCELLED"), "cancelled") + part(uncut, "not cut yet");
    }

    private static String part(long number, String what) {
        return number == 0 ? "" : ", " + number + " " + what;
    }

    private String results() {
        Map<String, Long> results = batch.results();
        String text = part(results.getOrDefault("IN_PROGRESS", 0L), "running")
                + part(results.getOrDefault("UNSENT", 0L), "waiting")
                + part(results.getOrDefault("RETURNED", 0L), "to be compared")
                + part(results.getOrDefault("VALID", 0L), "valid")
                + part(results.getOrDefault("INVALID", 0L), "invalid")
                + part(results.getOrDefault("ERRORED", 0L), "errored")
                + part(results.getOrDefault("TIMED_OUT", 0L), "timed out");
        return text.isEmpty() ? "none yet" : text.substring(2);
    }

    private String credit() {
        Credit credit = batch.credit();
        return Credits.number(credit.pending() + credit.paid()) + " earned by hosts of "
                + Credits.words(credit.funded()) + " funded";
    }

    private String end(Estimate estimate) {
        return "about " + Times.moment(estimate.endMillis(), nowMillis, zone) + ", between "
                + Times.moment(estimate.earliestMillis(), nowMillis, zone) + " and "
                + Times.moment(estimate.latestMillis(), nowMillis, zone)
                + (estimate.basis().isEmpty() ? "" : " (" + Printable.line(estimate.basis()) + ")");
    }

    private long units(String state) {
        return batch.units().getOrDefault(state, 0L);
    }
}
