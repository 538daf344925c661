package org.manyhands.server.page;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.server.page.PageSource.BatchDetail;
import org.manyhands.server.page.PageSource.Snapshot;

/** Puts the pages together. Thread-safe. */
final class Pages {
    /** While something happens. */
    private static final int BUSY_SECONDS = 2;
    /** While nothing does. */
    private static final int IDLE_SECONDS = 5;

    private static final long FRESH_MILLIS = 1_000;
    private static final int MOST_PAGES = 64;
    private static final int MOST_BATCHES = 24;
    private static final int MOST_ANSWERS = 8;

    private final PageSource source;
    private final Templates templates;
    private final Recent<String, Snapshot> snapshots;
    private final Recent<BatchId, Optional<BatchDetail>> details;

    Pages(PageSource source, Templates templates, Clock clock) {
        this.source = source;
        this.templates = templates;
        this.snapshots = new Recent<>(clock, FRESH_MILLIS, 1);
        this.details = new Recent<>(clock, FRESH_MILLIS, MOST_PAGES);
    }

    /**
     * The first page.
     *
     * @param address of this server as the reader knows it, for the commands that the page names
     */
    LivePage home(String address) {
        Snapshot now = snapshots.get("project", any -> source.snapshot());
        long nowMillis = now.status().serverMillis();
        List<ProcessRow> processes = ProcessRow.of(now.status().daemons());
        List<BatchCard> cards = now.batches().stream()
                .map(batch -> BatchCard.of(batch, nowMillis))
                .sorted(Comparator.comparing(card -> !card.tone().active()))
                .toList();
        List<AnswerCard> answers = now.batches().stream()
                .map(batch -> AnswerCard.of(batch, source::file))
                .flatMap(Optional::stream)
                .limit(MOST_ANSWERS)
                .toList();
        long batches = now.status().batches().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        List<BatchCard> shown = cards.stream().limit(MOST_BATCHES).toList();
        List<Region> regions = new ArrayList<>();
        regions.add(templates.overview(Overview.of(now.status(), processes)));
        regions.add(templates.start(now.hosts().isEmpty(), cards.isEmpty(), address));
        regions.add(templates.batches(shown, Math.max(0, batches - shown.size())));
        regions.add(templates.answers(answers));
        regions.add(templates.hosts(
                now.hosts().stream().map(host -> HostRow.of(host, nowMillis)).toList()));
        regions.add(templates.processes(processes));
        boolean busy = cards.stream().anyMatch(card -> card.tone().active());
        String project = now.status().project().name();
        return new LivePage("/", project, "", project, true, seconds(busy), regions);
    }

    /** The page of a batch, empty when there is none of that number. */
    Optional<LivePage> batch(BatchId id) {
        return detail(id).map(this::page);
    }

    /** What there is of a batch, as of a moment ago. */
    Optional<BatchDetail> detail(BatchId id) {
        return details.get(id, source::batch);
    }

    private LivePage page(BatchDetail detail) {
        BatchView batch = detail.batch();
        BatchCard card = BatchCard.of(batch, detail.nowMillis());
        List<Region> regions = new ArrayList<>();
        regions.add(templates.batch(card));
        regions.add(templates.answers(
                AnswerCard.of(batch, source::file).map(List::of).orElse(List.of())));
        if (detail.unitStates().size() >= cut(batch)) {
            regions.add(templates.units(
                    UnitGrid.of(
                            detail.unitStates(),
                            batch.totalUnits(),
                            card.tasks().label()),
                    card.tasks()));
        }
        if (card.open()) {
            regions.add(templates.failures(
                    detail.failed().stream().map(FailedUnit::of).toList(),
                    batch.units().getOrDefault("FAILED", 0L)));
        }
        return new LivePage(
                "/batches/" + batch.id(),
                detail.project(),
                "Batch " + batch.id(),
                card.name(),
                false,
                seconds(card.tone().active()),
                regions);
    }

    /** How many of its work units there are by now. Without the states of all of them no squares are drawn. */
    private static long cut(BatchView batch) {
        return batch.units().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("UNCREATED"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static int seconds(boolean busy) {
        return busy ? BUSY_SECONDS : IDLE_SECONDS;
    }
}
