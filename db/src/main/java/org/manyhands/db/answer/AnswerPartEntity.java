package org.manyhands.db.answer;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** A row of {@code answer_part}. */
@Entity
@Table(name = "answer_part")
@IdClass(AnswerPartEntity.Key.class)
class AnswerPartEntity {
    @Id
    long workUnitId;

    @Id
    int revision;

    long batchId;
    long unitIndex;
    long resultId;

    AnswerStore.Part toPart() {
        return new AnswerStore.Part(new WorkUnitId(workUnitId), revision, unitIndex, new ResultId(resultId));
    }

    /** Names a row. */
    record Key(long workUnitId, int revision) {}
}
