package org.manyhands.db.trust;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.HostId;

/** A row of {@code host_trust}. */
@Entity
@Table(name = "host_trust")
@IdClass(HostTrustEntity.Key.class)
class HostTrustEntity {
    @Id
    long hostId;

    @Id
    long applicationId;

    long results;
    long checks;
    int failures;
    boolean excluded;
    long sinceAt;
    long version;

    static HostTrustEntity of(HostTrust trust) {
        HostTrustEntity row = new HostTrustEntity();
        row.hostId = trust.host().value();
        row.applicationId = trust.application().value();
        row.results = trust.standing().results();
        row.checks = trust.standing().checks();
        row.failures = trust.standing().failures();
        row.excluded = trust.standing().excluded();
        row.sinceAt = trust.sinceMillis();
        row.version = trust.version();
        return row;
    }

    HostTrust toTrust() {
        return new HostTrust(
                new HostId(hostId),
                new ApplicationId(applicationId),
                new Standing(results, checks, failures, excluded),
                sinceAt,
                version);
    }

    /** Names a row. */
    record Key(long hostId, long applicationId) {}
}
