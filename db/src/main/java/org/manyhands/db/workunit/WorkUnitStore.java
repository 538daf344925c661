package org.manyhands.db.workunit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.result.ResultStore;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.RowChanges.Change;
import org.manyhands.db.transaction.Transition;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/** Work units. */
public final class WorkUnitStore {
    private final Ids ids;
    private final ResultStore results;

    public WorkUnitStore(Ids ids, ResultStore results) {
        this.ids = ids;
        this.results = results;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(WorkUnitEntity.class);
    }

    /** Inserts OPEN work units; ids are assigned in order. */
    public List<WorkUnit> create(Tx tx, List<NewWorkUnit> units) {
        List<WorkUnitEntity> rows = new ArrayList<>(units.size());
        for (NewWorkUnit unit : units) {
            rows.add(WorkUnitEntity.of(new WorkUnit(
                    new WorkUnitId(ids.next("work_unit")),
                    unit.batchId(),
                    unit.index(),
                    unit.pieces(),
                    0,
                    0,
                    WorkUnitState.OPEN,
                    "",
                    0,
                    unit.seed(),
                    unit.arguments(),
                    unit.inputs(),
                    unit.setAside(),
                    null,
                    tx.nowMillis(),
                    0)));
        }
        tx.insertAll(rows);
        return rows.stream().map(WorkUnitEntity::toWorkUnit).toList();
    }

    public Optional<WorkUnit> byId(Tx tx, WorkUnitId id) {
        return find(tx, id).map(WorkUnitEntity::toWorkUnit);
    }

    /** Those that are there. */
    public Map<WorkUnitId, WorkUnit> byIds(Tx tx, Collection<WorkUnitId> ids) {
        Map<WorkUnitId, WorkUnit> found = new HashMap<>();
        for (List<WorkUnitId> chunk : Lists.chunks(ids)) {
            tx.sql("select w.* from work_unit w where w.id in (:ids)", WorkUnitEntity.class)
                    .setParameterList(
                            "ids", chunk.stream().map(WorkUnitId::value).toList())
                    .getResultList()
                    .forEach(row -> found.put(new WorkUnitId(row.id), row.toWorkUnit()));
        }
        return found;
    }

    /** As {@code BatchStore.apply}. */
    public WorkUnit apply(Tx tx, WorkUnit unit, WorkUnitEvent event) {
        return applyAll(tx, List.of(new WorkUnitChange(unit, event))).get(0);
    }

    /** The same for many work units at once, each of which may come up once. Throws ConflictException (retried) when another was first with one of them. */
    public List<WorkUnit> applyAll(Tx tx, List<WorkUnitChange> changes) {
        List<Change<UnitStanding>> rows = new ArrayList<>(changes.size());
        for (WorkUnitChange change : changes) {
            Transition<WorkUnitState, WorkUnitEffect> next = transition(change.unit(), change.event(), tx.nowMillis());
            rows.add(new Change<>(
                    UnitStanding.of(change.unit()), UnitStanding.next(change.unit(), next.state(), next.effects())));
        }
        List<WorkUnit> units = changes.stream().map(WorkUnitChange::unit).toList();
        write(tx, units, rows);
        List<WorkUnit> changed = new ArrayList<>(units.size());
        for (int place = 0; place < units.size(); place++) {
            changed.add(rows.get(place).after().over(units.get(place)));
        }
        return changed;
    }

    /**
     * Takes hold of work units to the end of the transaction, by compare-and-set on their versions: for what changes beside
     * their state, such as further copies, which must not come into being while they are cancelled. Throws ConflictException
     * (retried) when another was first.
     */
    public void holdAll(Tx tx, List<WorkUnit> units) {
        write(
                tx,
                units,
                units.stream()
                        .map(unit -> new Change<>(UnitStanding.of(unit), UnitStanding.next(unit)))
                        .toList());
    }

    private static void write(Tx tx, List<WorkUnit> units, List<Change<UnitStanding>> rows) {
        boolean[] written = UnitStanding.ROWS.write(tx, rows);
        for (int place = 0; place < written.length; place++) {
            if (!written[place]) {
                WorkUnit unit = units.get(place);
                throw new ConflictException(
                        "the work unit " + unit.id() + " was changed by another since version " + unit.version());
            }
        }
    }

    /** Ordered by id; of all batches, and of that share of them. For the assimilator. */
    public List<WorkUnit> inState(Tx tx, WorkUnitState state, int limit, Share share) {
        SelectionQuery<WorkUnitEntity> query = share.isPart()
                ? select(
                                tx,
                                "from WorkUnitEntity w where w.state = :state and mod(w.id, :count) = :rank"
                                        + " order by w.state, w.id")
                        .setParameter("count", share.count())
                        .setParameter("rank", share.rank())
                : select(tx, "from WorkUnitEntity w where w.state = :state order by w.state, w.id");
        return units(query.setParameter("state", state.name()).setMaxResults(limit));
    }

    /** In order of index; all states when {@code state} is null. */
    public List<WorkUnit> ofBatch(Tx tx, BatchId batch, @Nullable WorkUnitState state, long offset, int limit) {
        SelectionQuery<WorkUnitEntity> query = state == null
                ? select(tx, "from WorkUnitEntity w where w.batchId = :batch order by w.batchId, w.unitIndex")
                : select(
                                tx,
                                "from WorkUnitEntity w where w.batchId = :batch and w.state = :state"
                                        + " order by w.batchId, w.state, w.unitIndex")
                        .setParameter("state", state.name());
        return units(query.setParameter("batch", batch.value())
                .setFirstResult(Math.toIntExact(offset))
                .setMaxResults(limit));
    }

    /** The states of the first pieces of the input, in order, at most so many. */
    public List<WorkUnitState> statesOfBatch(Tx tx, BatchId batch, int limit) {
        return tx
                .session()
                .createSelectionQuery(
                        "select w.state, w.pieces from WorkUnitEntity w where w.batchId = :batch"
                                + " order by w.batchId, w.unitIndex",
                        Object[].class)
                .setParameter("batch", batch.value())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .flatMap(row -> Collections.nCopies((Integer) row[1], WorkUnitState.valueOf((String) row[0])).stream())
                .limit(limit)
                .toList();
    }

    /** Whether a batch has a work unit in one of these states; looks for one of each, and counts none. */
    public boolean hasAny(Tx tx, BatchId batch, Set<WorkUnitState> states) {
        return states.stream()
                .anyMatch(state -> !tx.session()
                        .createSelectionQuery(
                                "select w.unitIndex from WorkUnitEntity w where w.batchId = :batch and w.state = :state",
                                Long.class)
                        .setParameter("batch", batch.value())
                        .setParameter("state", state.name())
                        .setMaxResults(1)
                        .getResultList()
                        .isEmpty());
    }

    /** How many work units of a batch are in that state; reads as many. */
    public long count(Tx tx, BatchId batch, WorkUnitState state) {
        return tx.session()
                .createSelectionQuery(
                        "select count(*) from WorkUnitEntity w where w.batchId = :batch and w.state = :state",
                        Long.class)
                .setParameter("batch", batch.value())
                .setParameter("state", state.name())
                .getSingleResult();
    }

    /** How many pieces of the input the work units in that state cover; reads as many work units. */
    public long pieces(Tx tx, BatchId batch, WorkUnitState state) {
        return tx.session()
                .createSelectionQuery(
                        "select coalesce(sum(w.pieces), 0) from WorkUnitEntity w"
                                + " where w.batchId = :batch and w.state = :state",
                        Long.class)
                .setParameter("batch", batch.value())
                .setParameter("state", state.name())
                .getSingleResult();
    }

    /** How many VALIDATED work units wait for the assimilator; counts no farther than {@code most}. */
    public int unassimilated(Tx tx, int most) {
        return tx.sql("select w.id from work_unit w where w.state = 'VALIDATED'", Long.class)
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    /** Every state has an entry. */
    public Map<WorkUnitState, Long> counts(Tx tx, BatchId batch) {
        return Lists.counts(
                WorkUnitState.class,
                tx.session()
                        .createSelectionQuery(
                                "select w.state, count(*) from WorkUnitEntity w where w.batchId = :batch group by w.state",
                                Object[].class)
                        .setParameter("batch", batch.value())
                        .getResultList());
    }

    /** How many pieces of the input they cover; every state has an entry. Reads all work units of the batch: for batches that are cut in sizes. */
    public Map<WorkUnitState, Long> pieces(Tx tx, BatchId batch) {
        return Lists.counts(
                WorkUnitState.class,
                tx.session()
                        .createSelectionQuery(
                                "select w.state, sum(w.pieces) from WorkUnitEntity w where w.batchId = :batch group by w.state",
                                Object[].class)
                        .setParameter("batch", batch.value())
                        .getResultList());
    }

    /** Every state has an entry. */
    public Map<WorkUnitState, Long> counts(Tx tx) {
        return Lists.counts(
                WorkUnitState.class,
                tx.session()
                        .createSelectionQuery(
                                "select w.state, count(*) from WorkUnitEntity w group by w.state", Object[].class)
                        .getResultList());
    }

    /** Microcredits kept for the OPEN work units of a batch. */
    public long setAside(Tx tx, BatchId batch) {
        return tx.session()
                .createSelectionQuery(
                        "select coalesce(sum(w.setAside), 0) from WorkUnitEntity w"
                                + " where w.batchId = :batch and w.state = :open",
                        Long.class)
                .setParameter("batch", batch.value())
                .setParameter("open", WorkUnitState.OPEN.name())
                .getSingleResult();
    }

    /** Cancels every open work unit of a batch and their unfinished results; how many work units. */
    public long cancelOpen(Tx tx, BatchId batch) {
        int cancelled = tx.session()
                .createMutationQuery("update WorkUnitEntity w set w.state = :cancelled, w.decidedAt = :now,"
                        + " w.version = w.version + 1 where w.batchId = :batch and w.state = :open")
                .setParameter("cancelled", WorkUnitState.CANCELLED.name())
                .setParameter("now", tx.nowMillis())
                .setParameter("batch", batch.value())
                .setParameter("open", WorkUnitState.OPEN.name())
                .executeUpdate();
        results.cancelUnfinished(tx, batch);
        return cancelled;
    }

    /** Removes ARCHIVED work units of a batch; how many. Their results and parts are gone before. */
    public int deleteArchived(Tx tx, Collection<WorkUnitId> ids) {
        int deleted = 0;
        for (List<WorkUnitId> chunk : Lists.chunks(ids)) {
            deleted += tx.session()
                    .createMutationQuery("delete from WorkUnitEntity w where w.id in :ids and w.state = :archived")
                    .setParameterList(
                            "ids", chunk.stream().map(WorkUnitId::value).toList())
                    .setParameter("archived", WorkUnitState.ARCHIVED.name())
                    .executeUpdate();
        }
        return deleted;
    }

    private static Transition<WorkUnitState, WorkUnitEffect> transition(
            WorkUnit unit, WorkUnitEvent event, long nowMillis) {
        try {
            return WorkUnitLifecycle.transition(unit.state(), event, nowMillis);
        } catch (IllegalTransitionException e) {
            throw e.of(unit.id().value(), "batch", unit.batchId().value());
        }
    }

    private static Optional<WorkUnitEntity> find(Tx tx, WorkUnitId id) {
        return select(tx, "from WorkUnitEntity w where w.id = :id")
                .setParameter("id", id.value())
                .uniqueResultOptional();
    }

    private static List<WorkUnit> units(SelectionQuery<WorkUnitEntity> query) {
        return query.getResultList().stream().map(WorkUnitEntity::toWorkUnit).toList();
    }

    private static SelectionQuery<WorkUnitEntity> select(Tx tx, String query) {
        return tx.session().createSelectionQuery(query, WorkUnitEntity.class);
    }

    /**
     * What a generator says of a work unit.
     *
     * @param index the number of its first piece
     * @param pieces of the input that it covers
     */
    public record NewWorkUnit(
            BatchId batchId,
            long index,
            int pieces,
            long seed,
            List<String> arguments,
            List<InputReference> inputs,
            long setAside) {}
}
