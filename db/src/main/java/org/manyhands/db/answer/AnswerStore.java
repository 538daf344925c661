package org.manyhands.db.answer;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.manyhands.db.transaction.Lists;
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

    /** Idempotent: a part is keyed by work unit and revision. Each may come up once. */
    public void addParts(Tx tx, List<NewPart> parts) {
        Set<AnswerPartEntity.Key> present = new HashSet<>();
        for (List<NewPart> chunk : Lists.chunks(parts)) {
            tx.session()
                    .createSelectionQuery(
                            "select p.workUnitId, p.revision from AnswerPartEntity p where p.workUnitId in :units",
                            Object[].class)
                    .setParameterList(
                            "units",
                            chunk.stream().map(part -> part.unit().value()).toList())
                    .getResultList()
                    .forEach(row -> present.add(new AnswerPartEntity.Key((Long) row[0], (Integer) row[1])));
        }
        tx.insertAll(parts.stream()
                .filter(part ->
                        !present.contains(new AnswerPartEntity.Key(part.unit().value(), part.revision())))
                .map(AnswerStore::row)
                .toList());
    }

    private static AnswerPartEntity row(NewPart part) {
        AnswerPartEntity row = new AnswerPartEntity();
        row.workUnitId = part.unit().value();
        row.revision = part.revision();
        row.batchId = part.batch().value();
        row.unitIndex = part.index();
        row.resultId = part.result().value();
        return row;
    }

    /** Those of the present revision of each work unit, in order of index. */
    public List<Part> parts(Tx tx, BatchId batch, long fromIndex, int limit) {
        return tx
                .session()
                .createSelectionQuery(
                        "select p from AnswerPartEntity p join WorkUnitEntity w"
                                + " on w.id = p.workUnitId and w.revision = p.revision"
                                + " where p.batchId = :batch and p.unitIndex >= :from order by p.batchId, p.unitIndex",
                        AnswerPartEntity.class)
                .setParameter("batch", batch.value())
                .setParameter("from", fromIndex)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(AnswerPartEntity::toPart)
                .toList();
    }

    /** Forgets the parts of work units that are archived. */
    public void deletePartsOf(Tx tx, Collection<WorkUnitId> units) {
        for (List<WorkUnitId> chunk : Lists.chunks(units)) {
            tx.session()
                    .createMutationQuery("delete from AnswerPartEntity p where p.workUnitId in :units")
                    .setParameterList(
                            "units", chunk.stream().map(WorkUnitId::value).toList())
                    .executeUpdate();
        }
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

    /** Forgets the files of an answer that is made anew; the digests of what is not named any more. */
    public List<String> removeFiles(Tx tx, BatchId batch) {
        List<String> named =
                files(tx, batch).stream().map(BatchView.AnswerFile::sha256).toList();
        tx.session()
                .createMutationQuery("delete from AnswerFileEntity f where f.batchId = :batch")
                .setParameter("batch", batch.value())
                .executeUpdate();
        return named;
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

    /** What an assimilator says of a part. */
    public record NewPart(WorkUnitId unit, int revision, BatchId batch, long index, ResultId result) {}

    /** Which result stands for a work unit. */
    public record Part(WorkUnitId workUnitId, int revision, long index, ResultId resultId) {}
}
