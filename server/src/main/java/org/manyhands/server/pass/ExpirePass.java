package org.manyhands.server.pass;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.manyhands.db.Database;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;

/**
 * What time alone does to results: one whose deadline passed becomes TIMED_OUT, and the account whose copy errored a minute
 * ago may get a copy of that work unit again (at once, one broken host would use up all copies). What follows is the
 * validator's.
 */
public final class ExpirePass implements Pass {
    static final Duration REST_AFTER_ERROR = Duration.ofMinutes(1);

    private static final int BLOCK = 200;

    /** Of other batches no copy is sent. */
    private static final Set<BatchState> OPEN = Set.of(BatchState.RUNNING, BatchState.PAUSED);

    private final Database database;

    public ExpirePass(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "expire";
    }

    @Override
    public int run() {
        return all(tx -> database.results().overdue(tx, BLOCK), new ResultEvent.Expired())
                + all(
                        tx -> database.results()
                                .unforgiven(
                                        tx,
                                        database.batches().idsIn(tx, OPEN),
                                        tx.nowMillis() - REST_AFTER_ERROR.toMillis(),
                                        BLOCK),
                        new ResultEvent.Forgiven());
    }

    /** Applies an event to all results that a query finds, block by block; how many it changed. */
    private int all(Function<Tx, List<Result>> query, ResultEvent event) {
        int changed = 0;
        for (int looked = BLOCK; looked == BLOCK; ) {
            List<Result> found = database.inTransaction(query::apply);
            looked = found.size();
            if (looked > 0) {
                changed += database.inTransaction(tx -> {
                    List<Result> those = found.stream()
                            .filter(result ->
                                    database.results().apply(tx, result, event).isPresent())
                            .toList();
                    if (event instanceof ResultEvent.Expired) {
                        remember(tx, those);
                    }
                    return those.size();
                });
            }
        }
        return changed;
    }

    /** What did not come back in time tells of its host. */
    private void remember(Tx tx, List<Result> late) {
        Map<BatchId, AppVersionId> versions = new HashMap<>();
        database.hostRecords()
                .broke(
                        tx,
                        late.stream()
                                .map(result -> new HostRecordStore.Key(
                                        Objects.requireNonNull(result.host()),
                                        versions.computeIfAbsent(
                                                result.batchId(),
                                                id -> database.batches()
                                                        .byId(tx, id)
                                                        .orElseThrow()
                                                        .appVersionId())))
                                .toList());
    }
}
