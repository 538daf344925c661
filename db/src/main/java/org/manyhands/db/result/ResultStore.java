package org.manyhands.db.result;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** Results. */
public final class ResultStore {
    public ResultStore(Ids ids) {}

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of();
    }

    /** Inserts {@code copies} UNSENT results for each work unit, copy numbers from {@code firstCopy}. */
    public List<Result> create(Tx tx, List<WorkUnitId> units, BatchId batch, int firstCopy, int copies) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Result> byId(Tx tx, ResultId id) {
        throw new UnsupportedOperationException("being built");
    }

    public Map<ResultId, Result> byIds(Tx tx, Collection<ResultId> ids) {
        throw new UnsupportedOperationException("being built");
    }
    /** By copy number, for each work unit. */
    public Map<WorkUnitId, List<Result>> ofWorkUnits(Tx tx, Collection<WorkUnitId> units) {
        throw new UnsupportedOperationException("being built");
    }
    /** UNSENT results of RUNNING batches, oldest first, whose work unit has no copy with this account (sent, returned or judged). */
    public List<Result> ready(Tx tx, AccountId account, int limit) {
        throw new UnsupportedOperationException("being built");
    }
    /** How many UNSENT results a batch has: the generator keeps a small stock. */
    public long unsent(Tx tx, BatchId batch) {
        throw new UnsupportedOperationException("being built");
    }
    /** IN_PROGRESS on that host. */
    public List<Result> heldBy(Tx tx, HostId host) {
        throw new UnsupportedOperationException("being built");
    }
    /** Carries an event out by compare-and-set on the state; empty when another was first or, for a dispatch, the account has a copy already; throws IllegalTransitionException when the state forbids it. */
    public Optional<Result> apply(Tx tx, Result result, ResultEvent event) {
        throw new UnsupportedOperationException("being built");
    }

    public void saveReport(Tx tx, ResultReport report) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<ResultReport> report(Tx tx, ResultId id) {
        throw new UnsupportedOperationException("being built");
    }

    public List<Result> overdue(Tx tx, int limit) {
        throw new UnsupportedOperationException("being built");
    }
    /** Work units with results that ended and were not judged, oldest first. */
    public List<WorkUnitId> awaitingJudgement(Tx tx, int limit) {
        throw new UnsupportedOperationException("being built");
    }

    public void markJudged(Tx tx, Collection<ResultId> ids) {
        throw new UnsupportedOperationException("being built");
    }

    public Map<ResultState, Long> counts(Tx tx, BatchId batch) {
        throw new UnsupportedOperationException("being built");
    }

    public Map<ResultState, Long> counts(Tx tx) {
        throw new UnsupportedOperationException("being built");
    }

    public Map<ResultState, Long> counts(Tx tx, HostId host) {
        throw new UnsupportedOperationException("being built");
    }
    /** Fuel of the host's VALID results. */
    public long fuelAccepted(Tx tx, HostId host) {
        throw new UnsupportedOperationException("being built");
    }
    /** When the results of a batch that became VALID or were returned came back: ascending millis, newest {@code limit}; for estimates. */
    public List<Long> returnTimes(Tx tx, BatchId batch, int limit) {
        throw new UnsupportedOperationException("being built");
    }
}
