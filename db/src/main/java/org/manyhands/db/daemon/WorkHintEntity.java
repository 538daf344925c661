package org.manyhands.db.daemon;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code work_hint}. */
@Entity
@Table(name = "work_hint")
class WorkHintEntity {
    @Id
    String kind = "";

    long given;
}
