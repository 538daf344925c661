package org.manyhands.db.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.host.HostRecordStore.Learned;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Quota;
import org.manyhands.db.schedule.RunningEstimate;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.HostId;

/** A row of {@code host_record}. */
@Entity
@Table(name = "host_record")
@IdClass(HostRecordEntity.Key.class)
class HostRecordEntity {
    @Id
    long hostId;

    @Id
    long appVersionId;

    long speedSamples;
    double speedMean;
    double speedVariance;
    long turnaroundSamples;
    double turnaroundMean;
    double turnaroundVariance;
    double kept;
    double broken;
    long learnedAt;
    int quota;
    long quotaDay;
    int quotaSent;
    double learnedFuel;

    static HostRecordEntity of(HostRecordStore.Key key, Learned learned) {
        HostRecord record = learned.record();
        HostRecordEntity row = new HostRecordEntity();
        row.hostId = key.host().value();
        row.appVersionId = key.version().value();
        row.speedSamples = record.speed().samples();
        row.speedMean = record.speed().mean();
        row.speedVariance = record.speed().variance();
        row.turnaroundSamples = record.turnaround().samples();
        row.turnaroundMean = record.turnaround().mean();
        row.turnaroundVariance = record.turnaround().variance();
        row.kept = record.kept();
        row.broken = record.broken();
        row.learnedAt = learned.atMillis();
        row.quota = record.quota().most();
        row.quotaDay = record.quota().day();
        row.quotaSent = record.quota().sent();
        row.learnedFuel = record.learnedFuel();
        return row;
    }

    HostRecordStore.Key key() {
        return new HostRecordStore.Key(new HostId(hostId), new AppVersionId(appVersionId));
    }

    Learned toLearned() {
        return new Learned(
                new HostRecord(
                        new RunningEstimate(speedSamples, speedMean, speedVariance),
                        new RunningEstimate(turnaroundSamples, turnaroundMean, turnaroundVariance),
                        kept,
                        broken,
                        new Quota(quota, quotaDay, quotaSent),
                        learnedFuel),
                learnedAt);
    }

    /** In the order of {@link HostRecordStore#REPLACE}. */
    @Nullable
    Object[] replacing(Learned before) {
        return new Object[] {
            speedSamples,
            speedMean,
            speedVariance,
            turnaroundSamples,
            turnaroundMean,
            turnaroundVariance,
            kept,
            broken,
            learnedAt,
            quota,
            quotaDay,
            quotaSent,
            learnedFuel,
            hostId,
            appVersionId,
            before.atMillis()
        };
    }

    /** Names a row. */
    record Key(long hostId, long appVersionId) {}
}
