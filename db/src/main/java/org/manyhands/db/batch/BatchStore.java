package org.manyhands.db.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Transition;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchSpec;

/** Batches. */
public final class BatchStore {
    private final Ids ids;

    public BatchStore(Ids ids) {
        this.ids = ids;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(BatchEntity.class);
    }

    /** A new batch in DRAFT. */
    public Batch create(
            Tx tx,
            AccountId owner,
            BatchSpec spec,
            long totalUnits,
            CopyLimits copies,
            long microcreditsPerMillionFuel) {
        BatchEntity row = new BatchEntity();
        row.id = ids.next("batch");
        row.ownerId = owner.value();
        row.appVersionId = spec.appVersionId().value();
        row.name = Lists.clip(spec.name(), 120);
        row.spec = Json.write(spec);
        row.state = BatchState.DRAFT.name();
        row.totalUnits = totalUnits;
        row.keep(copies);
        row.price = microcreditsPerMillionFuel;
        row.visibleToAll = spec.visibleToAll();
        row.createdAt = tx.nowMillis();
        tx.session().insert(row);
        return row.toBatch();
    }

    public Optional<Batch> byId(Tx tx, BatchId id) {
        return find(tx, id).map(BatchEntity::toBatch);
    }

    /** The states of those that are there. */
    public Map<BatchId, BatchState> states(Tx tx, Collection<BatchId> ids) {
        Map<BatchId, BatchState> states = new HashMap<>();
        for (List<BatchId> chunk : Lists.chunks(ids)) {
            tx.session()
                    .createSelectionQuery("select b.id, b.state from BatchEntity b where b.id in :ids", Object[].class)
                    .setParameterList("ids", chunk.stream().map(BatchId::value).toList())
                    .getResultList()
                    .forEach(row -> states.put(new BatchId((Long) row[0]), BatchState.valueOf((String) row[1])));
        }
        return states;
    }

    /** Newest first; all owners when {@code owner} is null. */
    public List<Batch> list(Tx tx, @Nullable AccountId owner, int limit) {
        SelectionQuery<BatchEntity> query = owner == null
                ? select(tx, "from BatchEntity b order by b.id desc")
                : select(tx, "from BatchEntity b where b.ownerId = :owner order by b.id desc")
                        .setParameter("owner", owner.value());
        return query.setMaxResults(limit).getResultList().stream()
                .map(BatchEntity::toBatch)
                .toList();
    }

    /** Whether any batch is in one of these states. */
    public boolean hasAny(Tx tx, Set<BatchState> states) {
        return !tx.sql("select b.id from batch b where b.state in (:states)", Long.class)
                .setParameterList("states", states.stream().map(Enum::name).toList())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Those in one of these states. */
    public List<BatchId> idsIn(Tx tx, Set<BatchState> states) {
        return tx
                .sql("select b.id from batch b where b.state in (:states)", Long.class)
                .setParameterList("states", states.stream().map(Enum::name).toList())
                .getResultList()
                .stream()
                .map(BatchId::new)
                .toList();
    }

    /** Oldest first. */
    public List<Batch> inState(Tx tx, BatchState state, int limit) {
        return inState(tx, state, new BatchId(0), limit);
    }

    /** Those behind {@code after}, oldest first. */
    List<Batch> inState(Tx tx, BatchState state, BatchId after, int limit) {
        return select(tx, "from BatchEntity b where b.state = :state and b.id > :after order by b.state, b.id")
                .setParameter("state", state.name())
                .setParameter("after", after.value())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(BatchEntity::toBatch)
                .toList();
    }

    /** How many are RUNNING of those that an account may see: its own and public ones; of all when {@code viewer} is null. */
    public long countRunning(Tx tx, @Nullable AccountId viewer) {
        return tx.session()
                .createSelectionQuery(
                        "select count(*) from BatchEntity b where b.state = :state"
                                + " and (:all = true or b.visibleToAll = true or b.ownerId = :viewer)",
                        Long.class)
                .setParameter("state", BatchState.RUNNING.name())
                .setParameter("all", viewer == null)
                .setParameter("viewer", viewer == null ? 0 : viewer.value())
                .getSingleResult();
    }

    /** Whether any batch of any version of the application is visible to all. */
    public boolean isPublic(Tx tx, ApplicationId application) {
        return !tx.sql(
                        "select b.id from batch b join app_version v on v.id = b.app_version_id"
                                + " where v.application_id = :application and b.visible_to_all = true",
                        Long.class)
                .setParameter("application", application.value())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** SETTLED, and ended before then; the oldest first. */
    public List<Batch> settledBefore(Tx tx, long endedBeforeMillis, int limit) {
        return select(
                        tx,
                        "from BatchEntity b where b.state = :state and b.completedAt < :before order by b.state, b.id")
                .setParameter("state", BatchState.SETTLED.name())
                .setParameter("before", endedBeforeMillis)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(BatchEntity::toBatch)
                .toList();
    }

    /** ARCHIVED, with work units whose rows are still there; the oldest first. */
    public List<Batch> archivedWithRows(Tx tx, int limit) {
        return select(
                        tx,
                        "from BatchEntity b where b.state = :state and exists"
                                + " (select 1 from WorkUnitEntity w where w.batchId = b.id) order by b.state, b.id")
                .setParameter("state", BatchState.ARCHIVED.name())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(BatchEntity::toBatch)
                .toList();
    }

    /** Carries an event out by compare-and-set on the version; throws IllegalTransitionException when the state forbids it, ConflictException (retried) when another was first. */
    public Batch apply(Tx tx, Batch batch, BatchEvent event) {
        Transition<BatchState, BatchEffect> transition = transition(batch, event, tx.nowMillis());
        BatchEntity row = find(tx, batch.id())
                .filter(found -> found.version == batch.version())
                .orElseThrow(() -> conflict(batch));
        row.state = transition.state().name();
        transition.effects().forEach(row::carryOut);
        int changed = tx.session()
                .createMutationQuery("update BatchEntity b set b.state = :state, b.reason = :reason, b.quote = :quote,"
                        + " b.limits = :limits, b.headline = :headline, b.fundedAt = :funded,"
                        + " b.completedAt = :completed, b.quorum = :quorum, b.maxErrorResults = :errors,"
                        + " b.maxTotalResults = :total, b.maxSuccessResults = :success, b.version = b.version + 1"
                        + " where b.id = :id and b.version = :version")
                .setParameter("state", row.state)
                .setParameter("reason", row.reason)
                .setParameter("quote", row.quote, String.class)
                .setParameter("limits", row.limits, String.class)
                .setParameter("headline", row.headline)
                .setParameter("funded", row.fundedAt)
                .setParameter("completed", row.completedAt)
                .setParameter("quorum", row.quorum)
                .setParameter("errors", row.maxErrorResults)
                .setParameter("total", row.maxTotalResults)
                .setParameter("success", row.maxSuccessResults)
                .setParameter("id", row.id)
                .setParameter("version", row.version)
                .executeUpdate();
        if (changed == 0) {
            throw conflict(batch);
        }
        row.version++;
        return row.toBatch();
    }

    /** Which of its owner's batches go first: lower is handed out earlier. Whatever state it is in. */
    public void prioritize(Tx tx, BatchId id, int priority) {
        tx.session()
                .createNativeMutationQuery("update batch set priority = :priority where id = :id")
                .setParameter("priority", priority)
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /** Moves the cursor of a RUNNING batch by compare-and-set; false when another generator was first or the batch runs no more. */
    public boolean advanceCursor(Tx tx, BatchId id, long from, long to) {
        return tx.session()
                        .createMutationQuery("update BatchEntity b set b.unitCursor = :to"
                                + " where b.id = :id and b.unitCursor = :from and b.state = :running")
                        .setParameter("to", to)
                        .setParameter("id", id.value())
                        .setParameter("from", from)
                        .setParameter("running", BatchState.RUNNING.name())
                        .executeUpdate()
                == 1;
    }

    /** Every state has an entry. */
    public Map<BatchState, Long> counts(Tx tx) {
        return Lists.counts(
                BatchState.class,
                tx.session()
                        .createSelectionQuery(
                                "select b.state, count(*) from BatchEntity b group by b.state", Object[].class)
                        .getResultList());
    }

    private static Transition<BatchState, BatchEffect> transition(Batch batch, BatchEvent event, long nowMillis) {
        try {
            return BatchLifecycle.transition(batch.state(), event, nowMillis);
        } catch (IllegalTransitionException e) {
            throw e.of(batch.id().value(), "account", batch.owner().value());
        }
    }

    private static ConflictException conflict(Batch batch) {
        return new ConflictException(
                "the batch " + batch.id() + " was changed by another since version " + batch.version());
    }

    private static Optional<BatchEntity> find(Tx tx, BatchId id) {
        return select(tx, "from BatchEntity b where b.id = :id")
                .setParameter("id", id.value())
                .uniqueResultOptional();
    }

    private static SelectionQuery<BatchEntity> select(Tx tx, String query) {
        return tx.session().createSelectionQuery(query, BatchEntity.class);
    }
}
