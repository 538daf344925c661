package org.manyhands.server.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.manyhands.db.Database;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * What one transaction takes out of the ready work. Memory learns what became of it when the transaction has ended: by {@link
 * #committed} or {@link #rolledBack}, one of which must follow. Not thread-safe.
 */
public final class Handout {
    private final Database database;
    private final ReadyWork ready;
    private final List<Pick> picks = new ArrayList<>();
    private final List<Pick> sent = new ArrayList<>();
    private final List<Pick> gone = new ArrayList<>();
    private final List<Claimed> claimed = new ArrayList<>();
    private final List<Errored> errored = new ArrayList<>();
    private boolean wantsMore;

    public Handout(Database database, ReadyWork ready) {
        this.database = database;
        this.ready = ready;
    }

    /** Takes results out for a host. */
    public Chosen pick(Asking asking, Predicate<BatchId> running, long nowMillis) {
        Chosen chosen = ready.pick(asking, running, nowMillis);
        picks.addAll(chosen.picks());
        wantsMore |= chosen.wantsMore();
        return chosen;
    }

    /** The database has it as IN_PROGRESS. */
    public void sent(Pick pick) {
        sent.add(pick);
    }

    /** The database did not let these go: looks why. */
    public void lost(Tx tx, List<Pick> lost) {
        if (lost.isEmpty()) {
            return;
        }
        Map<ResultId, Result> now = database.results()
                .byIds(tx, lost.stream().map(pick -> pick.result().id()).toList());
        Map<WorkUnitId, List<Result>> copies = database.results()
                .ofWorkUnits(tx, lost.stream().map(pick -> pick.unit().id()).toList());
        Map<WorkUnitId, Map<AccountId, Claim>> claims = ready.apart().claims(tx, database, copies);
        for (Pick pick : lost) {
            Result found = now.get(pick.result().id());
            Map<AccountId, Claim> ofUnit = claims.getOrDefault(pick.unit().id(), Map.of());
            boolean closed = ready.apart()
                    .closed(pick.batch(), pick.seeker(), ofUnit, tx.nowMillis())
                    .isPresent();
            if (found != null && found.state() == ResultState.UNSENT && closed) {
                claimed.add(new Claimed(pick, ofUnit));
            } else {
                gone.add(pick);
            }
        }
    }

    /** An account's copy ended in an error, so that it may have another before long. */
    public void errored(WorkUnitId unit, AccountId account) {
        errored.add(new Errored(unit, account));
    }

    /** True when further blocks may hold something for a host that did not get what it asked for. */
    public boolean wantsMore() {
        return wantsMore;
    }

    /** True when something was handed out. */
    public boolean isAny() {
        return !sent.isEmpty();
    }

    public void committed() {
        ready.sent(sent);
        ready.gone(gone);
        claimed.forEach(one -> ready.claimed(one.pick(), one.claims()));
        errored.forEach(one -> ready.doubt(one.unit(), one.account()));
        clear();
    }

    public void rolledBack() {
        ready.putBack(picks);
        clear();
    }

    private void clear() {
        picks.clear();
        sent.clear();
        gone.clear();
        claimed.clear();
        errored.clear();
        wantsMore = false;
    }

    private record Errored(WorkUnitId unit, AccountId account) {}

    private record Claimed(Pick pick, Map<AccountId, Claim> claims) {}
}
