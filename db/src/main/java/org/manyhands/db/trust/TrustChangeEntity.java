package org.manyhands.db.trust;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;

/** A row of {@code trust_change}. */
@Entity
@Table(name = "trust_change")
class TrustChangeEntity {
    @Id
    long id;

    long hostId;
    long applicationId;
    String kind = "";
    int times;
    long workUnitId;
    long checksBefore;
    int failuresBefore;
    boolean excludedBefore;
    long checksAfter;
    int failuresAfter;
    boolean excludedAfter;
    long changedAt;

    static TrustChangeEntity of(long id, TrustChange change) {
        TrustChangeEntity row = new TrustChangeEntity();
        row.id = id;
        row.hostId = change.host().value();
        row.applicationId = change.application().value();
        row.kind = change.kind().name();
        row.times = change.times();
        row.workUnitId = change.unit().value();
        row.checksBefore = change.before().checks();
        row.failuresBefore = change.before().failures();
        row.excludedBefore = change.before().excluded();
        row.checksAfter = change.after().checks();
        row.failuresAfter = change.after().failures();
        row.excludedAfter = change.after().excluded();
        row.changedAt = change.atMillis();
        return row;
    }

    /** How many results were accepted before and after is not kept: 0. */
    TrustChange toChange() {
        return new TrustChange(
                new HostId(hostId),
                new ApplicationId(applicationId),
                TrustEvent.valueOf(kind),
                times,
                new WorkUnitId(workUnitId),
                new Standing(0, checksBefore, failuresBefore, excludedBefore),
                new Standing(0, checksAfter, failuresAfter, excludedAfter),
                changedAt);
    }
}
