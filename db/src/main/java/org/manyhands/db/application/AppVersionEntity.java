package org.manyhands.db.application;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code app_version}; lists and the envelope as JSON. */
@Entity
@Table(name = "app_version")
class AppVersionEntity {
    @Id
    long id;

    long applicationId;
    String version = "";
    String sourceSha256 = "";
    String moduleSha256 = "";
    int weightsVersion;
    String arguments = "";
    String files = "";
    String envelope = "";
    String channel = "";
    long createdAt;

    @Nullable
    String verifierSourceSha256;

    @Nullable
    String verifierSha256;
}
