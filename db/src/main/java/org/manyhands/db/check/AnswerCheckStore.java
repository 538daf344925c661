package org.manyhands.db.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/** Answers that a verifier looks at, as long as their work units are open. The validator writes them. */
public final class AnswerCheckStore {
    private static final int LONGEST_REASON = 1_000;

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(AnswerCheckEntity.class);
    }

    /** Notes questions. Whoever asks holds the work units meanwhile, so that nobody asks the same. */
    public void ask(Tx tx, List<AnswerCheck> checks) {
        tx.insertAll(checks.stream()
                .map(check -> AnswerCheckEntity.of(check, tx.nowMillis()))
                .toList());
    }

    /** What is known of the answers to these work units, by digest; every work unit has an entry. */
    public Map<WorkUnitId, Map<String, AnswerCheck>> of(Tx tx, Collection<WorkUnitId> units) {
        Map<WorkUnitId, Map<String, AnswerCheck>> found = new HashMap<>();
        units.forEach(unit -> found.put(unit, new HashMap<>()));
        for (List<WorkUnitId> chunk : Lists.chunks(units)) {
            tx.session()
                    .createSelectionQuery(
                            "from AnswerCheckEntity c where c.workUnitId in :units", AnswerCheckEntity.class)
                    .setParameterList(
                            "units", chunk.stream().map(WorkUnitId::value).toList())
                    .getResultList()
                    .forEach(row -> found.computeIfAbsent(new WorkUnitId(row.workUnitId), unit -> new HashMap<>())
                            .put(row.digest, row.toCheck()));
        }
        return found;
    }

    /**
     * Batches with answers that wait, among those that run, in order of their number.
     *
     * @param after those that come after this one
     */
    public List<Asking> waitingBatches(Tx tx, BatchId after, int limit) {
        return tx
                .session()
                .createSelectionQuery(
                        "select distinct c.batchId, b.ownerId from AnswerCheckEntity c join BatchEntity b on b.id = c.batchId"
                                + " where c.verdict = :waiting and c.batchId > :after and b.state = :running"
                                + " order by c.batchId",
                        Object[].class)
                .setParameter("waiting", AnswerCheck.Verdict.WAITING.name())
                .setParameter("after", after.value())
                .setParameter("running", BatchState.RUNNING.name())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new Asking(new BatchId((Long) row[0]), new AccountId((Long) row[1])))
                .toList();
    }

    /** A batch with answers that wait, and whose it is. */
    public record Asking(BatchId batch, AccountId owner) {}

    /** Answers of a batch that wait, the longest first. */
    public List<AnswerCheck> waiting(Tx tx, BatchId batch, int limit) {
        return new ArrayList<>(tx
                .session()
                .createSelectionQuery(
                        "from AnswerCheckEntity c where c.verdict = :waiting and c.batchId = :batch"
                                + " order by c.verdict, c.batchId, c.askedAt",
                        AnswerCheckEntity.class)
                .setParameter("waiting", AnswerCheck.Verdict.WAITING.name())
                .setParameter("batch", batch.value())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(AnswerCheckEntity::toCheck)
                .toList());
    }

    /** Keeps what the verifier said; false when it was said before, or nobody asks any more. */
    public boolean note(Tx tx, AnswerCheck check, AnswerCheck.Verdict verdict, String reason) {
        return tx.session()
                        .createMutationQuery("update AnswerCheckEntity c set c.verdict = :verdict, c.reason = :reason"
                                + " where c.workUnitId = :unit and c.digest = :digest and c.verdict = :waiting")
                        .setParameter("verdict", verdict.name())
                        .setParameter("reason", Lists.clip(reason, LONGEST_REASON))
                        .setParameter("unit", check.unit().value())
                        .setParameter("digest", check.digest())
                        .setParameter("waiting", AnswerCheck.Verdict.WAITING.name())
                        .executeUpdate()
                == 1;
    }

    /** Nobody asks about these work units any more. */
    public void forget(Tx tx, Collection<WorkUnitId> units) {
        for (List<WorkUnitId> chunk : Lists.chunks(units)) {
            tx.session()
                    .createMutationQuery("delete from AnswerCheckEntity c where c.workUnitId in :units")
                    .setParameterList(
                            "units", chunk.stream().map(WorkUnitId::value).toList())
                    .executeUpdate();
        }
    }
}
