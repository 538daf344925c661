package org.manyhands.db.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Quota;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.HostId;

/** What was learned of hosts with each application version. Statistics: the last writer stands, and nothing is lost that matters. */
public final class HostRecordStore {
    static final String REPLACE = "update host_record set speed_samples = ?, speed_mean = ?, speed_variance = ?,"
            + " turnaround_samples = ?, turnaround_mean = ?, turnaround_variance = ?, kept = ?, broken = ?, learned_at = ?,"
            + " quota = ?, quota_day = ?, quota_sent = ?"
            + " where host_id = ? and app_version_id = ?";

    /** As {@link HostRecord#broke()}, by the database: what a call of the host learns at the same time is not lost. */
    static final String BROKE = "update host_record set kept = kept * " + HostRecord.KEPT_WEIGHT
            + ", broken = broken * "
            + HostRecord.KEPT_WEIGHT + " + 1, learned_at = ?, quota = case when quota = 0 then " + Quota.FULL / 2
            + " when quota = 1 then 1 else floor(quota / 2) end where host_id = ? and app_version_id = ?";

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(HostRecordEntity.class);
    }

    /** What is known of these hosts; read by the primary key. */
    public Map<Key, Learned> ofHosts(Tx tx, Collection<HostId> hosts) {
        Map<Key, Learned> found = new HashMap<>();
        for (List<HostId> chunk : Lists.chunks(hosts)) {
            tx.sql("select r.* from host_record r where r.host_id in (:hosts)", HostRecordEntity.class)
                    .setParameterList("hosts", chunk.stream().map(HostId::value).toList())
                    .getResultList()
                    .forEach(row -> found.put(row.key(), row.toLearned()));
        }
        return found;
    }

    /** Writes these in the place of what was there, as learned now. */
    public void save(Tx tx, Map<Key, HostRecord> records) {
        List<HostRecordEntity> rows = records.entrySet().stream()
                .map(entry -> HostRecordEntity.of(entry.getKey(), entry.getValue(), tx.nowMillis()))
                .sorted(Comparator.comparingLong((HostRecordEntity row) -> row.hostId)
                        .thenComparingLong(row -> row.appVersionId))
                .toList();
        int[] replaced = tx.updateAll(
                REPLACE, rows.stream().map(HostRecordEntity::values).toList());
        List<HostRecordEntity> first = new ArrayList<>();
        for (int place = 0; place < replaced.length; place++) {
            if (replaced[place] == 0) {
                first.add(rows.get(place));
            }
        }
        tx.insertAll(first);
    }

    /** Results of these hosts did not come back in time, or were wrong; a host may come up more than once. */
    public void broke(Tx tx, List<Key> broken) {
        if (broken.isEmpty()) {
            return;
        }
        List<Key> rows = broken.stream()
                .sorted(Comparator.comparingLong((Key key) -> key.host().value())
                        .thenComparingLong(key -> key.version().value()))
                .toList();
        int[] changed = tx.updateAll(
                BROKE,
                rows.stream()
                        .map(key -> new Object[] {
                            tx.nowMillis(), key.host().value(), key.version().value()
                        })
                        .toList());
        Map<Key, HostRecord> first = new HashMap<>();
        for (int place = 0; place < changed.length; place++) {
            if (changed[place] == 0) {
                first.merge(rows.get(place), HostRecord.NONE.broke(), (before, one) -> before.broke());
            }
        }
        tx.insertAll(first.entrySet().stream()
                .map(entry -> HostRecordEntity.of(entry.getKey(), entry.getValue(), tx.nowMillis()))
                .toList());
    }

    /** A host with an application version. */
    public record Key(HostId host, AppVersionId version) {}

    /**
     * A record and its age.
     *
     * @param atMillis when it was written last
     */
    public record Learned(HostRecord record, long atMillis) {
        /** Nothing is known. */
        public static final Learned NOTHING = new Learned(HostRecord.NONE, 0);
    }
}
