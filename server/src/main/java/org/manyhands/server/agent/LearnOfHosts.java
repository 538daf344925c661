package org.manyhands.server.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.host.HostRecordStore.Change;
import org.manyhands.db.host.HostRecordStore.Learned;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.HostId;

/**
 * Learns from results that came back how fast, how soon and how reliably hosts work (docs/scheduling.md), in the transaction of the
 * calls that brought them. A well-known host without a quota teaches once a minute at most, so that small tasks cost no further row each.
 */
public final class LearnOfHosts {
    /** From so many results on a host is well known. */
    static final int WELL_KNOWN = 16;

    private static final long PAUSE_MILLIS = 60_000;

    private final Database database;

    public LearnOfHosts(Database database) {
        this.database = database;
    }

    /** Learns from what ended, and gives each call that asks for work what is known of its host. */
    void learn(Tx tx, List<SyncTurn> turns) {
        Set<HostId> hosts = new HashSet<>();
        for (SyncTurn turn : turns) {
            if (!turn.ended().isEmpty() || DispatchWork.wanted(turn.call()) > 0) {
                hosts.add(turn.host().id());
            }
        }
        if (hosts.isEmpty()) {
            return;
        }
        Map<HostRecordStore.Key, Learned> known = database.hostRecords().ofHosts(tx, hosts);
        Map<HostRecordStore.Key, Change> changed = new HashMap<>();
        for (SyncTurn turn : turns) {
            for (EndedRun run : turn.ended()) {
                HostRecordStore.Key key = new HostRecordStore.Key(turn.host().id(), run.version());
                Learned before = known.getOrDefault(key, Learned.NOTHING);
                if (teaches(before, run, tx.nowMillis())) {
                    Change earlier = changed.get(key);
                    HostRecord record = earlier == null ? before.record() : earlier.after();
                    changed.put(key, new Change(before, after(record, run, tx.nowMillis())));
                }
            }
        }
        known.putAll(database.hostRecords().save(tx, changed));
        Map<HostId, SyncTurn> byHost = new HashMap<>();
        turns.forEach(turn -> {
            turn.know(known);
            byHost.put(turn.host().id(), turn);
        });
        known.forEach((key, learned) -> {
            SyncTurn turn = byHost.get(key.host());
            if (turn != null && learned.record().quota().limits()) {
                turn.limit(key.version(), learned.record().quota());
            }
        });
    }

    private static boolean teaches(Learned before, EndedRun run, long nowMillis) {
        return !run.returned()
                || before.record().quota().limits()
                || before.record().turnaround().samples() < WELL_KNOWN
                || nowMillis - before.atMillis() >= PAUSE_MILLIS;
    }

    private static HostRecord after(HostRecord record, EndedRun run, long nowMillis) {
        if (!run.returned()) {
            return record.broke();
        }
        double turnaroundSeconds = Math.max(1, nowMillis - run.sentMillis()) / 1_000.0;
        double workSeconds = HostRecord.believedSeconds(run.wallMillis() / 1_000.0, turnaroundSeconds);
        return record.returned(run.fuel(), workSeconds, turnaroundSeconds);
    }
}
