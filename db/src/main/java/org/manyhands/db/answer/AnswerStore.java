package org.manyhands.db.answer;

import java.util.List;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchView;

/** Parts and files of answers. */
public final class AnswerStore {
    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(AnswerPartEntity.class, AnswerFileEntity.class);
    }

    /** Idempotent: a part is keyed by work unit and revision. */
    public void addPart(Tx tx, WorkUnitId unit, int revision, BatchId batch, long index, ResultId result) {
        long present = tx.session()
                .createSelectionQuery(
                        "select count(*) from AnswerPartEntity p where p.workUnitId = :unit and p.revision = :revision",
                        Long.class)
                .setParameter("unit", unit.value())
                .setParameter("revision", revision)
                .getSingleResult();
        if (present > 0) {
            return;
        }
        AnswerPartEntity row = new AnswerPartEntity();
        row.workUnitId = unit.value();
        row.revision = revision;
        row.batchId = batch.value();
        row.unitIndex = index;
        row.resultId = result.value();
        tx.session().insert(row);
    }

    /** In order of index, then revision. */
    public List<Part> parts(Tx tx, BatchId batch, long fromIndex, int limit) {
        return tx
                .session()
                .createSelectionQuery(
                        "from AnswerPartEntity p where p.batchId = :batch and p.unitIndex >= :from"
                                + " order by p.batchId, p.unitIndex, p.revision",
                        AnswerPartEntity.class)
                .setParameter("batch", batch.value())
                .setParameter("from", fromIndex)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(AnswerPartEntity::toPart)
                .toList();
    }

    /** Replaces a file of that name. */
    public void putFile(Tx tx, BatchId batch, BatchView.AnswerFile file) {
        int replaced = tx.session()
                .createMutationQuery("update AnswerFileEntity f set f.sha256 = :sha256, f.bytes = :bytes,"
                        + " f.mediaType = :type where f.batchId = :batch and f.name = :name")
                .setParameter("sha256", file.sha256())
                .setParameter("bytes", file.bytes())
                .setParameter("type", file.mediaType())
                .setParameter("batch", batch.value())
                .setParameter("name", file.name())
                .executeUpdate();
        if (replaced == 0) {
            AnswerFileEntity row = new AnswerFileEntity();
            row.batchId = batch.value();
            row.name = file.name();
            row.sha256 = file.sha256();
            row.bytes = file.bytes();
            row.mediaType = file.mediaType();
            tx.session().insert(row);
        }
    }

    /** In order of name. */
    public List<BatchView.AnswerFile> files(Tx tx, BatchId batch) {
        return tx
                .session()
                .createSelectionQuery(
                        "from AnswerFileEntity f where f.batchId = :batch order by f.name", AnswerFileEntity.class)
                .setParameter("batch", batch.value())
                .getResultList()
                .stream()
                .map(row -> new BatchView.AnswerFile(row.name, row.sha256, row.bytes, row.mediaType))
                .toList();
    }

    /** Which result stands for a work unit. */
    public record Part(WorkUnitId workUnitId, int revision, long index, ResultId resultId) {}
}
