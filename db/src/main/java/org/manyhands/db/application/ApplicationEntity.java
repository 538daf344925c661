package org.manyhands.db.application;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code application}. */
@Entity
@Table(name = "application")
class ApplicationEntity {
    @Id
    long id;

    long ownerId;
    String name = "";
    long createdAt;
}
