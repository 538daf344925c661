package org.manyhands.server.research;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.server.key.ProjectFacts;

/**
 * The project at a glance. Anybody may ask, so what is costly is kept for a while: counts for a second, the check of the
 * journal, which reads all of it, for half a minute. Thread-safe.
 */
public final class ProjectStatus {
    private static final Duration COUNTS_KEPT = Duration.ofSeconds(1);
    private static final Duration JOURNAL_KEPT = Duration.ofSeconds(30);
    private static final long ACTIVE_MILLIS = Duration.ofMinutes(5).toMillis();

    private final Database database;
    private final ProjectFacts facts;
    private final Clock clock;
    private Instant countedUntil = Instant.MIN;
    private Instant checkedUntil = Instant.MIN;
    private @Nullable StatusView counted;
    private boolean balances = true;

    public ProjectStatus(Database database, ProjectFacts facts, Clock clock) {
        this.database = database;
        this.facts = facts;
        this.clock = clock;
    }

    /** As it was at most a second ago. */
    public StatusView now() {
        return database.inTransaction(this::now);
    }

    /** The same, within a transaction that is open. */
    public synchronized StatusView now(Tx tx) {
        Instant now = clock.instant();
        StatusView kept = counted;
        if (kept != null && now.isBefore(countedUntil)) {
            return kept;
        }
        if (!now.isBefore(checkedUntil)) {
            balances = database.ledger().violations(tx).isEmpty();
            checkedUntil = now.plus(JOURNAL_KEPT);
        }
        StatusView fresh = count(tx);
        counted = fresh;
        countedUntil = now.plus(COUNTS_KEPT);
        return fresh;
    }

    private StatusView count(Tx tx) {
        long now = tx.nowMillis();
        Map<String, Long> batches = BatchViews.byName(database.batches().counts(tx));
        List<StatusView.DaemonView> daemons = database.beats().all(tx).stream()
                .map(beat -> new StatusView.DaemonView(
                        beat.name(), beat.pid(), beat.machine(), Math.max(0, (now - beat.millis()) / 1000)))
                .toList();
        return new StatusView(
                facts.info(),
                now,
                batches,
                BatchViews.byName(database.workUnits().counts(tx)),
                BatchViews.byName(database.results().counts(tx)),
                database.hosts().count(tx),
                database.hosts().countSeenSince(tx, now - ACTIVE_MILLIS),
                daemons,
                balances);
    }
}
