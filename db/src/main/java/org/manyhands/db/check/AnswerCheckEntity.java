package org.manyhands.db.check;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** A row of {@code answer_check}. */
@Entity
@Table(name = "answer_check")
@IdClass(AnswerCheckEntity.Key.class)
class AnswerCheckEntity {
    @Id
    long workUnitId;

    @Id
    String digest = "";

    long batchId;
    long resultId;
    String verdict = "";
    String reason = "";
    long askedAt;

    static AnswerCheckEntity of(AnswerCheck check, long nowMillis) {
        AnswerCheckEntity row = new AnswerCheckEntity();
        row.workUnitId = check.unit().value();
        row.digest = check.digest();
        row.batchId = check.batch().value();
        row.resultId = check.result().value();
        row.verdict = check.verdict().name();
        row.reason = check.reason();
        row.askedAt = nowMillis;
        return row;
    }

    AnswerCheck toCheck() {
        return new AnswerCheck(
                new WorkUnitId(workUnitId),
                digest,
                new BatchId(batchId),
                new ResultId(resultId),
                AnswerCheck.Verdict.valueOf(verdict),
                reason,
                askedAt);
    }

    /** The key, as Hibernate wants it. */
    record Key(long workUnitId, String digest) implements Serializable {}
}
