package org.manyhands.db.answer;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A row of {@code answer_file}. */
@Entity
@Table(name = "answer_file")
@IdClass(AnswerFileEntity.Key.class)
class AnswerFileEntity {
    @Id
    long batchId;

    @Id
    String name = "";

    String sha256 = "";
    long bytes;
    String mediaType = "";

    /** Names a row. */
    record Key(long batchId, String name) {}
}
