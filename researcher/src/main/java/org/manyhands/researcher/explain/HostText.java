package org.manyhands.researcher.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.protocol.research.HostExplanation.Offered;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.Sizes;
import org.manyhands.researcher.text.Times;

/** What a host would get, in lines. */
final class HostText {
    private HostText() {}

    static List<String> lines(HostExplanation host, long nowMillis) {
        List<String> lines = new ArrayList<>();
        lines.add("Host " + host.id() + ", " + Printable.line(host.name()) + ", of account "
                + Printable.line(host.account()));
        lines.add("  " + asked(host, nowMillis));
        lines.add("  has " + host.inProgress() + " results in progress, and may have " + host.mostInProgress());
        for (Offered batch : host.batches()) {
            lines.add("  batch " + batch.batch() + ", " + Printable.line(batch.name()) + " ("
                    + Printable.line(batch.application()) + " of " + Printable.line(batch.researcher()) + "), "
                    + batch.ready() + " ready: " + outcome(batch));
            for (Shortfall reason : batch.reasons()) {
                lines.add("    " + reason.rule() + ": " + Printable.line(reason.detail()));
            }
        }
        if (host.batches().isEmpty()) {
            lines.add("  no results are ready");
        }
        if (host.elsewhere() > 0) {
            lines.add("  " + host.elsewhere()
                    + (host.elsewhere() == 1 ? " running batch has" : " running batches have")
                    + " no results ready at this server");
        }
        for (HostExplanation.Known record : host.records()) {
            lines.add("  record with "
                    + (record.application().isEmpty()
                            ? "an application that is not public"
                            : Printable.line(record.application()) + " " + Printable.line(record.version()))
                    + ": "
                    + record.results() + " results looked at, "
                    + (record.fuelPerSecond() == 0
                            ? "speed not known"
                            : String.format(Locale.ROOT, "%,d", record.fuelPerSecond()) + " fuel a second")
                    + ", keeps "
                    + String.format(Locale.ROOT, "%.0f", 100 * record.reliability()) + "% of its promises"
                    + (record.quota() == 0
                            ? ""
                            : "; may have " + record.quota() + " a day, " + record.quotaLeft() + " more today"));
        }
        return lines;
    }

    private static String asked(HostExplanation host, long nowMillis) {
        String memory = Sizes.words(host.memoryBytes()) + " of memory for a slot";
        return host.askedMillis() == 0
                ? "did not ask this server for work since it started; assumed here: " + memory
                : "asked for work " + Times.span(Math.max(0, nowMillis - host.askedMillis())) + " ago, with " + memory;
    }

    private static String outcome(Offered batch) {
        if (batch.results() > 0) {
            return "would get " + batch.results();
        }
        return batch.later() ? "may have some, after what stands above" : "gets none";
    }
}
