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
        return List.of();
    }

    /** Idempotent: a part is keyed by work unit and revision. */
    public void addPart(Tx tx, WorkUnitId unit, int revision, BatchId batch, long index, ResultId result) {
        throw new UnsupportedOperationException("being built");
    }
    /** In order of index. */
    public List<Part> parts(Tx tx, BatchId batch, long fromIndex, int limit) {
        throw new UnsupportedOperationException("being built");
    }
    /** Replaces a file of that name. */
    public void putFile(Tx tx, BatchId batch, BatchView.AnswerFile file) {
        throw new UnsupportedOperationException("being built");
    }

    public List<BatchView.AnswerFile> files(Tx tx, BatchId batch) {
        throw new UnsupportedOperationException("being built");
    }

    /** Which result stands for a work unit. */
    public record Part(WorkUnitId workUnitId, int revision, long index, ResultId resultId) {}
}
