package org.manyhands.db.result;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.query.SelectionQuery;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Transition;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;

/** Results. */
public final class ResultStore {
    /**
     * Results to hand out. The equality columns lead the order, so that the index {@code result_state} gives the rows in
     * order and the reading stops at the limit; the claim is a compare-and-set afterwards. Of the copies of a work unit only the oldest: an account gets one at most.
     * Counts instead of NOT EXISTS: MariaDB would read the claims of the whole table first.
     */
    static final String READY = "select r.* from result r where r.state = 'UNSENT' and r.judged = false"
            + " and r.batch_id in (:batches)"
            + " and (select count(*) from result c where c.work_unit_id = r.work_unit_id"
            + " and c.claim_account_id = :account) = 0"
            + " and (select count(*) from result u where u.work_unit_id = r.work_unit_id"
            + " and u.copy_number < r.copy_number and u.state = 'UNSENT') = 0"
            + " order by r.state, r.judged, r.id";

    private static final List<ResultState> ENDED =
            List.of(ResultState.RETURNED, ResultState.ERRORED, ResultState.TIMED_OUT);

    private final Ids ids;

    public ResultStore(Ids ids) {
        this.ids = ids;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(ResultEntity.class, ResultReportEntity.class);
    }

    /** Inserts {@code copies} UNSENT results for each work unit, copy numbers from {@code firstCopy}. */
    public List<Result> create(Tx tx, List<WorkUnitId> units, BatchId batch, int firstCopy, int copies) {
        List<ResultEntity> rows = new ArrayList<>(units.size() * copies);
        for (WorkUnitId unit : units) {
            for (int copy = firstCopy; copy < firstCopy + copies; copy++) {
                rows.add(ResultEntity.unsent(ids.next("result"), unit, batch, copy, tx.nowMillis()));
            }
        }
        tx.insertAll(rows);
        return rows.stream().map(ResultEntity::toResult).toList();
    }

    public Optional<Result> byId(Tx tx, ResultId id) {
        return find(tx, id).map(ResultEntity::toResult);
    }

    /** Those that are there. */
    public Map<ResultId, Result> byIds(Tx tx, Collection<ResultId> ids) {
        Map<ResultId, Result> found = new HashMap<>();
        for (List<ResultId> chunk : Lists.chunks(ids)) {
            select(tx, "from ResultEntity r where r.id in :ids")
                    .setParameterList("ids", chunk.stream().map(ResultId::value).toList())
                    .getResultList()
                    .forEach(row -> found.put(new ResultId(row.id), row.toResult()));
        }
        return found;
    }

    /** By copy number, for each work unit. */
    public Map<WorkUnitId, List<Result>> ofWorkUnits(Tx tx, Collection<WorkUnitId> units) {
        Map<WorkUnitId, List<Result>> found = new LinkedHashMap<>();
        units.forEach(unit -> found.put(unit, new ArrayList<>()));
        for (List<WorkUnitId> chunk : Lists.chunks(units)) {
            select(tx, "from ResultEntity r where r.workUnitId in :units order by r.workUnitId, r.copyNumber")
                    .setParameterList(
                            "units", chunk.stream().map(WorkUnitId::value).toList())
                    .getResultList()
                    .forEach(row -> found.computeIfAbsent(new WorkUnitId(row.workUnitId), unit -> new ArrayList<>())
                            .add(row.toResult()));
        }
        return found;
    }

    /** UNSENT results of RUNNING batches, oldest first, one of each work unit, whose work unit has no copy with this account (sent, returned or judged). */
    public List<Result> ready(Tx tx, AccountId account, int limit) {
        List<Long> running = tx.session()
                .createNativeQuery("select id from batch where state = 'RUNNING' order by state, id", Long.class)
                .getResultList();
        if (running.isEmpty()) {
            return List.of();
        }
        return tx
                .session()
                .createNativeQuery(READY, ResultEntity.class)
                .setParameterList("batches", running)
                .setParameter("account", account.value())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(ResultEntity::toResult)
                .toList();
    }

    /** How many UNSENT results a batch has: the generator keeps a small stock. */
    public long unsent(Tx tx, BatchId batch) {
        return ResultCounts.unsent(tx, batch);
    }

    /** IN_PROGRESS on that host. */
    public List<Result> heldBy(Tx tx, HostId host) {
        return results(select(
                        tx,
                        "from ResultEntity r where r.hostId = :host and r.state = :state"
                                + " order by r.hostId, r.state, r.id")
                .setParameter("host", host.value())
                .setParameter("state", ResultState.IN_PROGRESS.name()));
    }

    /** Carries an event out by compare-and-set on the state; empty when another was first or, for a dispatch, the account has a copy already; throws IllegalTransitionException when the state forbids it. */
    public Optional<Result> apply(Tx tx, Result result, ResultEvent event) {
        Transition<ResultState, ResultEffect> transition = transition(result, event, tx.nowMillis());
        if (event instanceof ResultEvent.Dispatched sent && claimed(tx, result.workUnitId(), sent.account())) {
            return Optional.empty();
        }
        ResultEntity row = ResultEntity.of(result);
        transition.effects().forEach(row::carryOut);
        row.state = transition.state().name();
        return write(tx, row, result.state()) ? Optional.of(row.toResult()) : Optional.empty();
    }

    /** Keeps a report, in the place of an earlier one. */
    public void saveReport(Tx tx, ResultReport report) {
        ResultReportEntity row = new ResultReportEntity();
        row.resultId = report.resultId().value();
        row.body = Json.write(report).getBytes(StandardCharsets.UTF_8);
        int replaced = tx.session()
                .createMutationQuery("update ResultReportEntity r set r.body = :body where r.resultId = :id")
                .setParameter("body", row.body)
                .setParameter("id", row.resultId)
                .executeUpdate();
        if (replaced == 0) {
            tx.session().insert(row);
        }
    }

    public Optional<ResultReport> report(Tx tx, ResultId id) {
        return tx.session()
                .createSelectionQuery("from ResultReportEntity r where r.resultId = :id", ResultReportEntity.class)
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(row -> Json.readOwn(new String(row.body, StandardCharsets.UTF_8), ResultReport.class));
    }

    /** IN_PROGRESS past their deadline, the longest first. */
    public List<Result> overdue(Tx tx, int limit) {
        return results(select(
                        tx,
                        "from ResultEntity r where r.state = :state and r.deadlineAt < :now"
                                + " order by r.state, r.deadlineAt")
                .setParameter("state", ResultState.IN_PROGRESS.name())
                .setParameter("now", tx.nowMillis())
                .setMaxResults(limit));
    }

    /** ERRORED before then, whose account may not get a copy of their work unit yet. */
    public List<Result> unforgiven(Tx tx, long beforeMillis, int limit) {
        return results(select(
                        tx,
                        "from ResultEntity r where r.state = :state and r.claimAccountId is not null"
                                + " and r.returnedAt < :before order by r.id")
                .setParameter("state", ResultState.ERRORED.name())
                .setParameter("before", beforeMillis)
                .setMaxResults(limit));
    }

    /** Work units with results that ended and were not judged, oldest first; of {@code limit} such results of each kind of end. */
    public List<WorkUnitId> awaitingJudgement(Tx tx, int limit) {
        TreeMap<Long, Long> unitsByResult = new TreeMap<>();
        for (ResultState state : ENDED) {
            tx.session()
                    .createSelectionQuery(
                            "select r.id, r.workUnitId from ResultEntity r where r.state = :state and r.judged = false"
                                    + " order by r.state, r.judged, r.id",
                            Object[].class)
                    .setParameter("state", state.name())
                    .setMaxResults(limit)
                    .getResultList()
                    .forEach(row -> unitsByResult.put((Long) row[0], (Long) row[1]));
        }
        return unitsByResult.values().stream()
                .distinct()
                .limit(limit)
                .map(WorkUnitId::new)
                .toList();
    }

    /** The validator has seen how these ended. */
    public void markJudged(Tx tx, Collection<ResultId> ids) {
        for (List<ResultId> chunk : Lists.chunks(ids)) {
            tx.session()
                    .createMutationQuery("update ResultEntity r set r.judged = true where r.id in :ids")
                    .setParameterList("ids", chunk.stream().map(ResultId::value).toList())
                    .executeUpdate();
        }
    }

    /** For a batch that is cancelled: what is unsent or in progress ends as CANCELLED, and nothing of it is to be judged any more. */
    public void cancelUnfinished(Tx tx, BatchId batch) {
        tx.session()
                .createMutationQuery("update ResultEntity r set r.state = :cancelled, r.judged = true"
                        + " where r.batchId = :batch and r.state in :unfinished")
                .setParameter("cancelled", ResultState.CANCELLED.name())
                .setParameter("batch", batch.value())
                .setParameterList("unfinished", List.of(ResultState.UNSENT.name(), ResultState.IN_PROGRESS.name()))
                .executeUpdate();
        tx.session()
                .createMutationQuery("update ResultEntity r set r.judged = true"
                        + " where r.batchId = :batch and r.state in :ended and r.judged = false")
                .setParameter("batch", batch.value())
                .setParameterList("ended", ENDED.stream().map(Enum::name).toList())
                .executeUpdate();
    }

    /** Every state has an entry. */
    public Map<ResultState, Long> counts(Tx tx, BatchId batch) {
        return ResultCounts.ofBatch(tx, batch);
    }

    /** Every state has an entry. */
    public Map<ResultState, Long> counts(Tx tx) {
        return ResultCounts.ofAll(tx);
    }

    /** Every state has an entry. */
    public Map<ResultState, Long> counts(Tx tx, HostId host) {
        return ResultCounts.ofHost(tx, host);
    }

    /** Fuel of the host's VALID results. */
    public long fuelAccepted(Tx tx, HostId host) {
        return ResultCounts.fuelAccepted(tx, host);
    }

    /** When the results of a batch that became VALID or were returned came back: ascending millis, newest {@code limit}; for estimates. */
    public List<Long> returnTimes(Tx tx, BatchId batch, int limit) {
        return ResultCounts.returnTimes(tx, batch, limit);
    }

    private static Transition<ResultState, ResultEffect> transition(Result result, ResultEvent event, long nowMillis) {
        try {
            return ResultLifecycle.transition(result.state(), event, nowMillis);
        } catch (IllegalTransitionException e) {
            throw e.of(result.id().value());
        }
    }

    /** A look before the unique key says so: two at once end in a conflict, and the second try sees the first's row. */
    private static boolean claimed(Tx tx, WorkUnitId unit, AccountId account) {
        return tx.session()
                        .createSelectionQuery(
                                "select count(*) from ResultEntity r"
                                        + " where r.workUnitId = :unit and r.claimAccountId = :account",
                                Long.class)
                        .setParameter("unit", unit.value())
                        .setParameter("account", account.value())
                        .getSingleResult()
                > 0;
    }

    private static boolean write(Tx tx, ResultEntity row, ResultState from) {
        return tx.session()
                        .createMutationQuery("update ResultEntity r set r.state = :state, r.judged = :judged,"
                                + " r.hostId = :host, r.accountId = :account, r.claimAccountId = :claim, r.sentAt = :sent,"
                                + " r.deadlineAt = :deadline, r.fuelSoFar = :soFar, r.returnedAt = :returned,"
                                + " r.outcomeKind = :kind, r.exitCode = :exitCode, r.outcomeDetail = :detail,"
                                + " r.fuel = :fuel, r.digest = :digest, r.reason = :reason"
                                + " where r.id = :id and r.state = :from")
                        .setParameter("state", row.state)
                        .setParameter("judged", row.judged)
                        .setParameter("host", row.hostId, Long.class)
                        .setParameter("account", row.accountId, Long.class)
                        .setParameter("claim", row.claimAccountId, Long.class)
                        .setParameter("sent", row.sentAt)
                        .setParameter("deadline", row.deadlineAt)
                        .setParameter("soFar", row.fuelSoFar)
                        .setParameter("returned", row.returnedAt)
                        .setParameter("kind", row.outcomeKind, String.class)
                        .setParameter("exitCode", row.exitCode)
                        .setParameter("detail", row.outcomeDetail)
                        .setParameter("fuel", row.fuel)
                        .setParameter("digest", row.digest)
                        .setParameter("reason", row.reason)
                        .setParameter("id", row.id)
                        .setParameter("from", from.name())
                        .executeUpdate()
                == 1;
    }

    private static Optional<ResultEntity> find(Tx tx, ResultId id) {
        return select(tx, "from ResultEntity r where r.id = :id")
                .setParameter("id", id.value())
                .uniqueResultOptional();
    }

    private static List<Result> results(SelectionQuery<ResultEntity> query) {
        return query.getResultList().stream().map(ResultEntity::toResult).toList();
    }

    private static SelectionQuery<ResultEntity> select(Tx tx, String query) {
        return tx.session().createSelectionQuery(query, ResultEntity.class);
    }
}
