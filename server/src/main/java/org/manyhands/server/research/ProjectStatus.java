package org.manyhands.server.research;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.manyhands.db.Database;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.server.key.ProjectFacts;

/**
 * The project at a glance. Anybody may ask, and its figures are counted over whole tables, the check of the journal reads all of it: so
 * each is {@link Kept}. Thread-safe.
 */
public final class ProjectStatus {
    private static final int COUNTS_SHARE = 20;

    /** Reading the whole journal of ten million results keeps one of the database's processors busy for two to three minutes. */
    private static final int JOURNAL_SHARE = 500;

    private static final Duration COUNTS_KEPT = Duration.ofSeconds(1);
    private static final Duration JOURNAL_KEPT = Duration.ofSeconds(30);
    private static final long ACTIVE_MILLIS = Duration.ofMinutes(5).toMillis();

    private final Database database;
    private final ProjectFacts facts;
    private final Kept<Counts> counts;
    private final Kept<Checked> journal;

    /** What is counted over whole tables. */
    private record Counts(
            long atMillis,
            Map<String, Long> batches,
            Map<String, Long> workUnits,
            Map<String, Long> results,
            long hosts,
            long hostsActive) {
        static final Counts NOT_YET = new Counts(0, Map.of(), Map.of(), Map.of(), 0, 0);
    }

    /** Whether the journal balanced when it was read. */
    private record Checked(long atMillis, boolean balances) {
        static final Checked NOT_YET = new Checked(0, true);
    }

    public ProjectStatus(Database database, ProjectFacts facts) {
        this.database = database;
        this.facts = facts;
        this.counts = new Kept<>(
                () -> database.inTransaction(this::count),
                COUNTS_SHARE,
                COUNTS_KEPT,
                ProjectStatus::aside,
                System::nanoTime);
        this.journal = new Kept<>(
                () -> database.inTransaction(this::check),
                JOURNAL_SHARE,
                JOURNAL_KEPT,
                ProjectStatus::aside,
                System::nanoTime);
    }

    /** A reading is rare and may take minutes: it has a thread of its own while it lasts. */
    private static void aside(Runnable reading) {
        Thread thread = new Thread(reading, "status");
        thread.setDaemon(true);
        thread.start();
    }

    /** As it was a moment ago: a second for a small project, some minutes for one with many millions of work units. */
    public StatusView now() {
        Counts counted = counts.get().orElse(Counts.NOT_YET);
        Checked checked = journal.get().orElse(Checked.NOT_YET);
        return database.inTransaction(tx -> view(tx, counted, checked));
    }

    private StatusView view(Tx tx, Counts counted, Checked checked) {
        long now = tx.nowMillis();
        List<StatusView.DaemonView> daemons = database.beats().all(tx).stream()
                .map(beat -> new StatusView.DaemonView(
                        beat.name(), beat.pid(), beat.machine(), Math.max(0, (now - beat.millis()) / 1000)))
                .toList();
        return new StatusView(
                facts.info(),
                now,
                counted.atMillis(),
                counted.batches(),
                counted.workUnits(),
                counted.results(),
                counted.hosts(),
                counted.hostsActive(),
                daemons,
                checked.balances(),
                checked.atMillis());
    }

    private Counts count(Tx tx) {
        long now = tx.nowMillis();
        return new Counts(
                now,
                BatchViews.byName(database.batches().counts(tx)),
                BatchViews.byName(database.workUnits().counts(tx)),
                BatchViews.byName(database.results().counts(tx)),
                database.hosts().count(tx),
                database.hosts().countSeenSince(tx, now - ACTIVE_MILLIS));
    }

    private Checked check(Tx tx) {
        long now = tx.nowMillis();
        return new Checked(now, database.ledger().violations(tx).isEmpty());
    }
}
