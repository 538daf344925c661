package org.manyhands.server.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.manyhands.protocol.research.BatchView;

/**
 * A batch as the public sees it. Of a private one: how far it is, nothing else.
 *
 * @param origin application, version and owner; empty for a private batch
 * @param reason why it does not go on; empty otherwise
 * @param tasks how far its work units are
 * @param progress in words
 * @param estimate when it is likely to end; empty without ground for one
 * @param range earliest and latest; empty without ground for one
 * @param credit where its credit is; with no parts before it is funded
 * @param results copies of work units by state
 */
public record BatchCard(
        String id,
        String name,
        boolean open,
        BatchTone tone,
        String origin,
        String reason,
        int percent,
        Bar tasks,
        String progress,
        String estimate,
        String range,
        String basis,
        Bar credit,
        List<Tally> results) {
    private static final int FULL = 100;

    public BatchCard {
        results = List.copyOf(results);
    }

    static BatchCard of(BatchView batch, long nowMillis) {
        boolean open = batch.visibleToAll();
        BatchTone tone = BatchTone.of(batch.state());
        BatchView.Estimate estimate = tone.active() ? batch.estimate() : null;
        long accepted = accepted(batch.units());
        return new BatchCard(
                batch.id().toString(),
                open ? batch.name() : "A private batch",
                open,
                tone,
                open ? batch.application() + " " + batch.version() + ", for " + batch.owner() : "",
                open ? batch.reason() : "",
                (int) (FULL * accepted / Math.max(1, batch.totalUnits())),
                tasks(batch, accepted),
                Words.number(accepted) + " of "
                        + Words.count(
                                batch.totalUnits(),
                                batch.sizes() ? "piece" : "task",
                                batch.sizes() ? "pieces" : "tasks")
                        + " accepted",
                estimate == null ? "" : Words.ahead(estimate.endMillis(), nowMillis),
                estimate == null ? "" : range(estimate, nowMillis),
                estimate == null || !open ? "" : estimate.basis(),
                credit(batch),
                Tally.results(batch.results()));
    }

    /** Accepted work units. */
    static long accepted(Map<String, Long> units) {
        return units.getOrDefault("VALIDATED", 0L) + units.getOrDefault("ASSIMILATED", 0L);
    }

    private static Bar tasks(BatchView batch, long accepted) {
        Map<String, Long> units = batch.units();
        long failed = units.getOrDefault("FAILED", 0L);
        long open = units.getOrDefault("OPEN", 0L);
        long cancelled = units.getOrDefault("CANCELLED", 0L);
        long rest = Math.max(0, batch.totalUnits() - accepted - failed - open - cancelled);
        return Bar.of("tasks-" + batch.id(), batch.totalUnits())
                .part("good", "accepted", accepted, Words.number(accepted))
                .part("busy", "under way", open, Words.number(open))
                .part("bad", "failed", failed, Words.number(failed))
                .part("gone", "cancelled", cancelled, Words.number(cancelled))
                .part("rest", "to come", rest, Words.number(rest))
                .build((batch.sizes() ? "Pieces: " : "Tasks: ") + accepted + " accepted, " + open + " under way, "
                        + failed + " failed, " + rest + " to come, of " + batch.totalUnits());
    }

    private static Bar credit(BatchView batch) {
        BatchView.Credit credit = batch.credit();
        if (credit.funded() == 0) {
            return new Bar("credit-" + batch.id(), "", List.of());
        }
        long free =
                Math.max(0, credit.funded() - credit.paid() - credit.pending() - credit.setAside() - credit.returned());
        List<String> words = new ArrayList<>();
        words.add(Words.credits(credit.paid()) + " paid");
        words.add(Words.credits(credit.pending()) + " held for hosts");
        words.add(Words.credits(credit.setAside()) + " set aside");
        words.add(Words.credits(credit.returned()) + " returned");
        return Bar.of("credit-" + batch.id(), credit.funded())
                .part("paid", "paid", credit.paid(), Words.credits(credit.paid()))
                .part("held", "held for hosts", credit.pending(), Words.credits(credit.pending()))
                .part("aside", "set aside", credit.setAside(), Words.credits(credit.setAside()))
                .part("rest", "in escrow", free, Words.credits(free))
                .part("gone", "returned", credit.returned(), Words.credits(credit.returned()))
                .build("Credit: " + String.join(", ", words) + ", of " + Words.credits(credit.funded()) + " funded");
    }

    private static String range(BatchView.Estimate estimate, long nowMillis) {
        long earliest = Math.max(0, estimate.earliestMillis() - nowMillis);
        long latest = Math.max(earliest, estimate.latestMillis() - nowMillis);
        return "at the earliest in " + Words.span(earliest) + ", at the latest in " + Words.span(latest);
    }
}
