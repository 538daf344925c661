package org.manyhands.db.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Quota;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.HostId;

/**
 * What was learned of hosts with each application version. Servers learn from calls, passes and validators from what was broken, at the
 * same time: {@code learned_at} moves on with every write, so that it is the row's version, and no write is lost.
 */
public final class HostRecordStore {
    static final String REPLACE = "update host_record set speed_samples = ?, speed_mean = ?, speed_variance = ?,"
            + " turnaround_samples = ?, turnaround_mean = ?, turnaround_variance = ?, kept = ?, broken = ?, learned_at = ?,"
            + " quota = ?, quota_day = ?, quota_sent = ?, learned_fuel = ?"
            + " where host_id = ? and app_version_id = ? and learned_at = ?";

    /** As {@link HostRecord#broke()}, by the database. */
    static final String BROKE = broken(2);

    /** As {@link HostRecord#wrong()}, by the database. */
    static final String WRONG = broken(4);

    /** Everybody locks rows in this order. */
    private static final Comparator<Key> IN_ORDER = Comparator.comparingLong(
                    (Key key) -> key.host().value())
            .thenComparingLong(key -> key.version().value());

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

    /**
     * Writes what became of these records, by compare-and-set; what they are now.
     *
     * @throws ConflictException (retried) when somebody else wrote one since it was read
     */
    public Map<Key, Learned> save(Tx tx, Map<Key, Change> changes) {
        Map<Key, Learned> saved = new HashMap<>();
        List<HostRecordEntity> first = new ArrayList<>();
        List<Key> known = new ArrayList<>();
        List<@Nullable Object[]> replacing = new ArrayList<>();
        changes.keySet().stream().sorted(IN_ORDER).forEach(key -> {
            Change change = Objects.requireNonNull(changes.get(key));
            Learned before = change.before();
            Learned after = new Learned(change.after(), Math.max(tx.nowMillis(), before.atMillis() + 1));
            HostRecordEntity row = HostRecordEntity.of(key, after);
            if (before.equals(Learned.NOTHING)) {
                first.add(row);
            } else {
                known.add(key);
                replacing.add(row.replacing(before));
            }
            saved.put(key, after);
        });
        int[] replaced = tx.updateAll(REPLACE, replacing);
        for (int place = 0; place < replaced.length; place++) {
            if (replaced[place] == 0) {
                throw new ConflictException(
                        "what is known of host " + known.get(place).host() + " with application version "
                                + known.get(place).version() + " was changed meanwhile");
            }
        }
        tx.insertAll(first);
        return saved;
    }

    /** Results of these hosts did not come back in time; a host may come up more than once. */
    public void broke(Tx tx, List<Key> broken) {
        change(tx, BROKE, HostRecord::broke, broken);
    }

    /** Results that these hosts returned were found wrong; a host may come up more than once. */
    public void wrong(Tx tx, List<Key> wrong) {
        change(tx, WRONG, HostRecord::wrong, wrong);
    }

    /** @param share the quota is divided by so much */
    private static String broken(int share) {
        return "update host_record set kept = kept * " + HostRecord.KEPT_WEIGHT + ", broken = broken * "
                + HostRecord.KEPT_WEIGHT
                + " + 1, learned_at = greatest(learned_at + 1, ?), quota = case when quota = 0 then "
                + Quota.FULL / share + " when quota < " + share + " then 1 else floor(quota / " + share + ") end"
                + " where host_id = ? and app_version_id = ?";
    }

    private static void change(Tx tx, String sql, UnaryOperator<HostRecord> event, List<Key> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<Key> rows = keys.stream().sorted(IN_ORDER).toList();
        int[] changed = tx.updateAll(
                sql,
                rows.stream()
                        .map(key -> new Object[] {
                            tx.nowMillis(), key.host().value(), key.version().value()
                        })
                        .toList());
        Map<Key, HostRecord> first = new HashMap<>();
        for (int place = 0; place < changed.length; place++) {
            if (changed[place] == 0) {
                first.merge(rows.get(place), event.apply(HostRecord.NONE), (before, one) -> event.apply(before));
            }
        }
        tx.insertAll(first.entrySet().stream()
                .map(entry -> HostRecordEntity.of(entry.getKey(), new Learned(entry.getValue(), tx.nowMillis())))
                .toList());
    }

    /** A host with an application version. */
    public record Key(HostId host, AppVersionId version) {}

    /** What became of a record that was read. */
    public record Change(Learned before, HostRecord after) {}

    /**
     * A record and its age.
     *
     * @param atMillis when it was written last; later than that where it was written more than once in a millisecond
     */
    public record Learned(HostRecord record, long atMillis) {
        /** Nothing is known. */
        public static final Learned NOTHING = new Learned(HostRecord.NONE, 0);
    }
}
