package org.manyhands.server.research;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.result.TailStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.WorkUnitId;

/** Why a running batch stands still, in words; empty while it moves. */
final class Waiting {
    private static final long ACTIVE_MILLIS = Duration.ofMinutes(5).toMillis();

    /** Between two calls of a host there may be no copy under way, which is no standstill. */
    private static final long PATIENCE_MILLIS = Duration.ofSeconds(30).toMillis();

    private static final Set<WorkUnitState> UNDER_WAY = Set.of(WorkUnitState.OPEN, WorkUnitState.VALIDATED);

    private final Database database;

    Waiting(Database database) {
        this.database = database;
    }

    /**
     * For a batch that says nothing else.
     *
     * @param returns when recent results came back, ascending milliseconds
     */
    String reason(Tx tx, Batch batch, Map<ResultState, Long> results, List<Long> returns) {
        long now = tx.nowMillis();
        if (batch.state() == BatchState.QUOTED) {
            // It is shown before it is funded: hosts may come yet, so it is not refused.
            int needed = Math.max(batch.copiesAtFirst(), strangers(batch));
            int accounts = database.hosts().accountsSeenSince(tx, now - ACTIVE_MILLIS, needed);
            return accounts >= needed ? "" : tooFew(batch, here(accounts));
        }
        if (batch.state() != BatchState.RUNNING) {
            return "";
        }
        if (batch.cursor() == batch.totalUnits() && !database.workUnits().hasAny(tx, batch.id(), UNDER_WAY)) {
            return "all work units are decided, and the answer is being put together";
        }
        long since = returns.isEmpty() ? batch.fundedMillis() : returns.get(returns.size() - 1);
        boolean takenByNobody = results.getOrDefault(ResultState.UNSENT, 0L) > 0
                && results.getOrDefault(ResultState.IN_PROGRESS, 0L) == 0;
        if (takenByNobody && now - since >= PATIENCE_MILLIS) {
            return takers(tx, batch, results.getOrDefault(ResultState.ERRORED, 0L));
        }
        return Estimates.silent(returns, now) ? "nothing came back for " + minutes(now - since) : "";
    }

    /** Whole minutes: the words are to change seldom. */
    private static String minutes(long millis) {
        long minutes = Math.max(1, Duration.ofMillis(millis).toMinutes());
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
    }

    private String takers(Tx tx, Batch batch, long errors) {
        long lately = tx.nowMillis() - ACTIVE_MILLIS;
        long accounts = database.hosts().countAccountsSeenSince(tx, lately, Set.of());
        String here = here(accounts);
        if (accounts < batch.copiesAtFirst()) {
            return tooFew(batch, here);
        }
        List<TailStore.Waiting> first = database.results().tail().waitingCopies(tx, batch.id(), 1);
        if (first.isEmpty()) {
            return "";
        }
        WorkUnitId unit = first.get(0).unit();
        if (database.hosts().countAccountsSeenSince(tx, lately, haveHad(tx, unit)) > 0) {
            // Which rule it is that keeps hosts from it depends on the host.
            return "none of the hosts that are here took its next copy; ./manyhands explain unit " + unit + " says why";
        }
        if (accounts < strangers(batch)) {
            return tooFew(batch, here);
        }
        return "waits for more computers: "
                + (errors == 0 ? "" : errors == 1 ? "1 copy ended in an error, " : errors + " copies ended in errors, ")
                + "an account gets one copy of a work unit at most, and " + here;
    }

    private Set<AccountId> haveHad(Tx tx, WorkUnitId unit) {
        return database.results().ofWorkUnits(tx, List.of(unit)).getOrDefault(unit, List.of()).stream()
                .map(Result::account)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** At an error rate, so many hosts must agree while nobody knows them; 0 with a quorum. */
    private static int strangers(Batch batch) {
        return batch.quote() == null ? 0 : batch.quote().strangers();
    }

    private static String here(long accounts) {
        return "computers of " + (accounts == 0 ? "no account" : accounts == 1 ? "1 account" : accounts + " accounts")
                + " are here";
    }

    private static String tooFew(Batch batch, String here) {
        if (strangers(batch) > 0) {
            return "waits for more computers: at an error rate of "
                    + BigDecimal.valueOf(batch.spec().errorRate())
                            .stripTrailingZeros()
                            .toPlainString() + ", " + strangers(batch)
                    + " hosts of different accounts must agree while none of them is known, and " + here
                    + "; a larger error rate or a quorum needs fewer";
        }
        if (batch.copiesAtFirst() == 1) {
            return "waits for computers: none is here";
        }
        return "waits for more computers: " + batch.copiesAtFirst()
                + " copies "
                + (batch.copiesAtFirst() == batch.quorum() ? "must agree, on" : "of each work unit go to")
                + " computers of different accounts, and " + here;
    }
}
