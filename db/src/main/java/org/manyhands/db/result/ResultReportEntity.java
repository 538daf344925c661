package org.manyhands.db.result;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code result_report}: the report as JSON. */
@Entity
@Table(name = "result_report")
class ResultReportEntity {
    @Id
    long resultId;

    byte[] body = {};
}
