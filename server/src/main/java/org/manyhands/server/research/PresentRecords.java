package org.manyhands.server.research;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.manyhands.db.Database;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Quota;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.server.dispatch.Allowance;
import org.manyhands.server.dispatch.Asking;

/** What is known of hosts now: what their next call for work would find. */
final class PresentRecords {
    private final Map<HostId, Map<AppVersionId, HostRecord>> records = new HashMap<>();
    private final long nowMillis;

    private PresentRecords(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    static PresentRecords read(Database database, Tx tx, Collection<HostId> hosts) {
        PresentRecords read = new PresentRecords(tx.nowMillis());
        database.hostRecords().ofHosts(tx, hosts).forEach((key, learned) -> read.put(key, learned.record()));
        return read;
    }

    private void put(HostRecordStore.Key key, HostRecord record) {
        records.computeIfAbsent(key.host(), host -> new HashMap<>()).put(key.version(), record);
    }

    /** By application version. */
    Map<AppVersionId, HostRecord> of(HostId host) {
        return records.getOrDefault(host, Map.of());
    }

    /** How much of what the host may have, where that is limited. */
    private Map<AppVersionId, Allowance> allowances(HostId host) {
        Map<AppVersionId, Allowance> allowances = new HashMap<>();
        of(host).forEach((version, record) -> {
            Quota quota = record.quota();
            if (quota.limits()) {
                allowances.put(version, new Allowance(quota.most(), quota.left(nowMillis)));
            }
        });
        return allowances;
    }

    /**
     * A host that asked before, if it asked again now.
     *
     * @param room how many results it would be given at most
     */
    Asking asking(Asking before, int room) {
        HostId host = before.host().id();
        return before.now(room, allowances(host), new Asking.Known(nowMillis, of(host)));
    }
}
