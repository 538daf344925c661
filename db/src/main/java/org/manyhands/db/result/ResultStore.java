package org.manyhands.db.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.query.SelectionQuery;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** Results. */
public final class ResultStore {
    private static final List<ResultState> ENDED =
            List.of(ResultState.RETURNED, ResultState.ERRORED, ResultState.TIMED_OUT);

    private final NewResults made;
    private final TailStore tail;

    public ResultStore(Ids ids) {
        this.made = new NewResults(ids);
        this.tail = new TailStore(made);
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(ResultEntity.class, ResultReportEntity.class);
    }

    /**
     * Inserts UNSENT results and the blocks in which servers claim them, in the order given within each batch and size class.
     *
     * @param priority of their blocks; smaller goes first
     */
    public List<Result> createAll(Tx tx, List<NewCopies> copies, int priority) {
        return made.create(tx, copies, priority, 0);
    }

    /** What concerns batches near their end. */
    public TailStore tail() {
        return tail;
    }

    /** How many results of a batch are in blocks that no server holds: those that still wait for a server, by all that blocks tell. Reads no result. */
    public long unclaimed(Tx tx, BatchId batch) {
        return made.unclaimed(tx, batch);
    }

    /** UNSENT results of a block, in order of id; {@code first} and {@code last} are the block's. */
    public List<Result> unsentOfBlock(Tx tx, long block, long first, long last) {
        return results(select(
                                tx,
                                "from ResultEntity r where r.id between :first and :last and r.blockId = :block"
                                        + " order by r.id")
                        .setParameter("first", first)
                        .setParameter("last", last)
                        .setParameter("block", block))
                .stream()
                // Not in the query: H2 would go by the state, through all UNSENT results of the project.
                .filter(result -> result.state() == ResultState.UNSENT)
                .toList();
    }

    public Optional<Result> byId(Tx tx, ResultId id) {
        return find(tx, id).map(ResultEntity::toResult);
    }

    /** Those that are there. */
    public Map<ResultId, Result> byIds(Tx tx, Collection<ResultId> ids) {
        Map<ResultId, Result> found = new HashMap<>();
        for (List<ResultId> chunk : Lists.chunks(ids)) {
            tx.sql("select r.* from result r where r.id in (:ids)", ResultEntity.class)
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
            tx.sql(
                            "select r.* from result r where r.work_unit_id in (:units)"
                                    + " order by r.work_unit_id, r.copy_number",
                            ResultEntity.class)
                    .setParameterList(
                            "units", chunk.stream().map(WorkUnitId::value).toList())
                    .getResultList()
                    .forEach(row -> found.computeIfAbsent(new WorkUnitId(row.workUnitId), unit -> new ArrayList<>())
                            .add(row.toResult()));
        }
        return found;
    }

    /** Where those stand who have copies of these work units, as far as hosts are kept apart; work units of which nobody has one are left out. */
    public Map<WorkUnitId, Map<AccountId, Origin>> origins(Tx tx, Collection<WorkUnitId> units, Separation separation) {
        return separation.isOn() ? Claims.of(tx, units, separation.cohortMillis() > 0) : Map.of();
    }

    /** IN_PROGRESS on that host. */
    public List<Result> heldBy(Tx tx, HostId host) {
        return heldByAll(tx, List.of(host)).getOrDefault(host, List.of());
    }

    /** IN_PROGRESS on each of these hosts, in order of id; every host has an entry. */
    public Map<HostId, List<Result>> heldByAll(Tx tx, Collection<HostId> hosts) {
        Map<HostId, List<Result>> held = new LinkedHashMap<>();
        hosts.forEach(host -> held.put(host, new ArrayList<>()));
        for (List<HostId> chunk : Lists.chunks(held.keySet())) {
            tx.sql(
                            "select r.* from result r where r.host_id in (:hosts) and r.state = :state"
                                    + " order by r.host_id, r.state, r.id",
                            ResultEntity.class)
                    .setParameterList("hosts", chunk.stream().map(HostId::value).toList())
                    .setParameter("state", ResultState.IN_PROGRESS.name())
                    .getResultList()
                    .forEach(row -> Optional.ofNullable(held.get(new HostId(Objects.requireNonNull(row.hostId))))
                            .orElseThrow()
                            .add(row.toResult()));
        }
        return held;
    }

    /** Carries an event out by compare-and-set on the state; empty when another was first or, for a dispatch, the account has a copy already; throws IllegalTransitionException when the state forbids it. */
    public Optional<Result> apply(Tx tx, Result result, ResultEvent event) {
        return applyAll(tx, List.of(new ResultChange(result, event))).get(0);
    }

    /** The same for many results at once, each of which may come up once; the outcomes in the order given. Of two dispatches of one work unit to one account the first is carried out. */
    public List<Optional<Result>> applyAll(Tx tx, List<ResultChange> changes) {
        return ResultChanges.apply(tx, changes);
    }

    /** Keeps reports, each of another result and in the place of an earlier one. */
    public void saveReports(Tx tx, List<ResultReport> reports) {
        ResultReports.save(tx, reports);
    }

    public Optional<ResultReport> report(Tx tx, ResultId id) {
        return Optional.ofNullable(ResultReports.find(tx, List.of(id)).get(id));
    }

    /** Those that are there. */
    public Map<ResultId, ResultReport> reports(Tx tx, Collection<ResultId> ids) {
        return ResultReports.find(tx, ids);
    }

    /** TIMED_OUT on that host, the newest first. */
    public List<Result> timedOutOn(Tx tx, HostId host, int limit) {
        return results(select(
                        tx,
                        "from ResultEntity r where r.hostId = :host and r.state = :state"
                                + " order by r.hostId desc, r.state desc, r.id desc")
                .setParameter("host", host.value())
                .setParameter("state", ResultState.TIMED_OUT.name())
                .setMaxResults(limit));
    }

    /** Copies of a batch that are on hosts, or came back and wait for the validator: how many pieces of the input they cover. */
    public long piecesOut(Tx tx, BatchId batch) {
        return tx.session()
                .createSelectionQuery(
                        "select coalesce(sum(r.pieces), 0) from ResultEntity r where r.batchId = :batch"
                                + " and (r.state = :out or r.state = :back and r.judged = false)",
                        Long.class)
                .setParameter("batch", batch.value())
                .setParameter("out", ResultState.IN_PROGRESS.name())
                .setParameter("back", ResultState.RETURNED.name())
                .getSingleResult();
    }

    /** IN_PROGRESS past their deadline, the longest first. */
    public List<Result> overdue(Tx tx, int limit) {
        return results(select(
                        tx,
                        "from ResultEntity r where r.state = :state and r.judged = false and r.deadlineAt < :now"
                                + " order by r.state, r.judged, r.deadlineAt")
                .setParameter("state", ResultState.IN_PROGRESS.name())
                .setParameter("now", tx.nowMillis())
                .setMaxResults(limit));
    }

    /** ERRORED before then in one of these batches, whose account may not get a copy of their work unit yet; reads what is ERRORED in them. */
    public List<Result> unforgiven(Tx tx, Collection<BatchId> batches, long beforeMillis, int limit) {
        return Lists.chunks(batches).stream()
                .flatMap(chunk -> results(select(
                                        tx,
                                        "from ResultEntity r where r.batchId in :batches and r.state = :state"
                                                + " and r.claimAccountId is not null and r.returnedAt < :before")
                                .setParameterList(
                                        "batches",
                                        chunk.stream().map(BatchId::value).toList())
                                .setParameter("state", ResultState.ERRORED.name())
                                .setParameter("before", beforeMillis)
                                .setMaxResults(limit))
                        .stream())
                .limit(limit)
                .toList();
    }

    /** How many RETURNED results wait for the validator; counts no farther than {@code most}. */
    public int unjudged(Tx tx, int most) {
        return tx.sql("select r.id from result r where r.state = 'RETURNED' and r.judged = false", Long.class)
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    /** Work units with results that ended and were not judged, the earliest deadline first; of {@code limit} such results of each kind of end. */
    public List<WorkUnitId> awaitingJudgement(Tx tx, int limit) {
        return awaitingJudgement(tx, limit, Share.ALL);
    }

    /** The same, of that share of the work units. */
    public List<WorkUnitId> awaitingJudgement(Tx tx, int limit, Share share) {
        List<Object[]> ended = new ArrayList<>();
        for (ResultState state : ENDED) {
            SelectionQuery<Object[]> query = tx.session()
                    .createSelectionQuery(
                            "select r.deadlineAt, r.id, r.workUnitId from ResultEntity r"
                                    + " where r.state = :state and r.judged = false"
                                    + (share.isPart() ? " and mod(r.workUnitId, :count) = :rank" : "")
                                    + " order by r.state, r.judged, r.deadlineAt, r.id",
                            Object[].class)
                    .setParameter("state", state.name())
                    .setMaxResults(limit);
            if (share.isPart()) {
                query.setParameter("count", share.count()).setParameter("rank", share.rank());
            }
            ended.addAll(query.getResultList());
        }
        return ended.stream()
                .sorted(Comparator.comparing((Object[] row) -> (Long) row[0]).thenComparing(row -> (Long) row[1]))
                .map(row -> new WorkUnitId((Long) row[2]))
                .distinct()
                .limit(limit)
                .toList();
    }

    /** The validator has seen how these ended. One that came back late meanwhile, which it has not seen, stays to be judged. */
    public void markJudged(Tx tx, Collection<Result> seen) {
        Map<ResultState, List<Result>> byState = seen.stream().collect(Collectors.groupingBy(Result::state));
        byState.forEach((state, results) -> {
            for (List<Result> chunk : Lists.chunks(results)) {
                tx.session()
                        .createMutationQuery("update ResultEntity r set r.judged = true"
                                + " where r.id in :ids and r.state = :state")
                        .setParameterList(
                                "ids",
                                chunk.stream()
                                        .map(result -> result.id().value())
                                        .toList())
                        .setParameter("state", state.name())
                        .executeUpdate();
            }
        });
    }

    /** For a batch that is complete: what no host has is NOT_NEEDED. */
    public void withdrawUnsent(Tx tx, BatchId batch) {
        tx.session()
                .createMutationQuery("update ResultEntity r set r.state = :withdrawn, r.judged = true"
                        + " where r.batchId = :batch and r.state = :unsent")
                .setParameter("withdrawn", ResultState.NOT_NEEDED.name())
                .setParameter("batch", batch.value())
                .setParameter("unsent", ResultState.UNSENT.name())
                .executeUpdate();
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

    /** Removes results with their reports, when their work units are archived. */
    public void deleteOf(Tx tx, Collection<WorkUnitId> units) {
        for (List<WorkUnitId> chunk : Lists.chunks(units)) {
            List<Long> ids = chunk.stream().map(WorkUnitId::value).toList();
            tx.session()
                    .createMutationQuery("delete from ResultReportEntity p where p.resultId in"
                            + " (select r.id from ResultEntity r where r.workUnitId in :units)")
                    .setParameterList("units", ids)
                    .executeUpdate();
            tx.session()
                    .createMutationQuery("delete from ResultEntity r where r.workUnitId in :units")
                    .setParameterList("units", ids)
                    .executeUpdate();
        }
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

    /** The same with their fuel, of each state no more than so many: a bounded read, for lists. */
    public HostTally tally(Tx tx, HostId host, int mostOfAState) {
        return ResultCounts.tally(tx, host, mostOfAState);
    }

    /** Fuel of the host's VALID results. */
    public long fuelAccepted(Tx tx, HostId host) {
        return ResultCounts.fuelAccepted(tx, host);
    }

    /** When the results of a batch that became VALID or were returned came back: ascending millis, newest {@code limit} among the thousands that were made last; for estimates. */
    public List<Long> returnTimes(Tx tx, BatchId batch, int limit) {
        return ResultCounts.returnTimes(tx, batch, limit);
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
