package org.manyhands.db.trust;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;

/** Standings of hosts, and why they changed. The validator writes them. */
public final class TrustStore {
    private static final String UPDATE = "update host_trust set results = ?, checks = ?, failures = ?, excluded = ?,"
            + " version = version + 1 where host_id = ? and application_id = ? and version = ?";

    /** Decided work units with a valid copy of the host whose credit is held. */
    private static final String HELD = "select r.work_unit_id from result r"
            + " join transfer t on t.result_id = r.id and t.kind = 'PENDING'"
            + " join pending_transfer p on p.transfer_id = t.id"
            + " where r.host_id = :host and r.state = 'VALID' order by r.work_unit_id";

    private static final String EXCLUDED =
            "select t.application_id, t.host_id from host_trust t where t.excluded = true";

    private final Ids ids;

    public TrustStore(Ids ids) {
        this.ids = ids;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(HostTrustEntity.class, TrustChangeEntity.class);
    }

    /** Of hosts with one application; those that have no row are left out. */
    public Map<HostId, HostTrust> find(Tx tx, ApplicationId application, Collection<HostId> hosts) {
        Map<HostId, HostTrust> found = new HashMap<>();
        for (List<HostId> chunk : Lists.chunks(hosts)) {
            tx.session()
                    .createSelectionQuery(
                            "from HostTrustEntity t where t.hostId in :hosts and t.applicationId = :application",
                            HostTrustEntity.class)
                    .setParameterList("hosts", chunk.stream().map(HostId::value).toList())
                    .setParameter("application", application.value())
                    .getResultList()
                    .forEach(row -> found.put(new HostId(row.hostId), row.toTrust()));
        }
        return found;
    }

    /**
     * Writes standings and why they changed, in order of host.
     *
     * @param trusts with the new standing and the version that was read
     * @throws ConflictException when somebody else changed one meanwhile
     */
    public void save(Tx tx, Collection<HostTrust> trusts, List<TrustChange> changes) {
        List<HostTrust> ordered = trusts.stream()
                .sorted(Comparator.comparingLong(
                                (HostTrust trust) -> trust.host().value())
                        .thenComparingLong(trust -> trust.application().value()))
                .toList();
        List<HostTrust> known =
                ordered.stream().filter(trust -> trust.version() > 0).toList();
        int[] written =
                tx.updateAll(UPDATE, known.stream().map(TrustStore::values).toList());
        for (int place = 0; place < written.length; place++) {
            if (written[place] != 1) {
                throw new ConflictException(
                        "the trust in host " + known.get(place).host() + " changed meanwhile");
            }
        }
        tx.insertAll(ordered.stream()
                .filter(trust -> trust.version() == 0)
                .map(trust -> HostTrustEntity.of(
                        new HostTrust(trust.host(), trust.application(), trust.standing(), tx.nowMillis(), 1)))
                .toList());
        tx.insertAll(changes.stream()
                .map(change -> TrustChangeEntity.of(ids.next("trust_change"), change))
                .toList());
    }

    private static @Nullable Object[] values(HostTrust trust) {
        Standing standing = trust.standing();
        return new Object[] {
            standing.results(),
            standing.checks(),
            standing.failures(),
            standing.excluded(),
            trust.host().value(),
            trust.application().value(),
            trust.version()
        };
    }

    /** All hosts whose word counts for nothing, by application; read from an index that begins with them. */
    public Map<ApplicationId, Set<HostId>> excluded(Tx tx) {
        Map<ApplicationId, Set<HostId>> excluded = new HashMap<>();
        tx.session()
                .createNativeQuery(EXCLUDED, Object[].class)
                .getResultList()
                .forEach(row -> excluded.computeIfAbsent(
                                new ApplicationId(((Number) row[0]).longValue()), application -> new HashSet<>())
                        .add(new HostId(((Number) row[1]).longValue())));
        return excluded;
    }

    /**
     * How many results hosts return for each application, from a bounded number of hosts spread over all.
     *
     * @param goneBeforeMillis hosts that were not heard of since have gone
     */
    public Map<ApplicationId, HostLives> lives(Tx tx, long goneBeforeMillis) {
        return HostLifeSample.take(tx, goneBeforeMillis);
    }

    /** By application. */
    public List<HostTrust> ofHost(Tx tx, HostId host) {
        return tx
                .session()
                .createSelectionQuery(
                        "from HostTrustEntity t where t.hostId = :host order by t.applicationId", HostTrustEntity.class)
                .setParameter("host", host.value())
                .getResultList()
                .stream()
                .map(HostTrustEntity::toTrust)
                .toList();
    }

    /** Newest first. */
    public List<TrustChange> changes(Tx tx, HostId host, int limit) {
        return tx
                .session()
                .createSelectionQuery(
                        "from TrustChangeEntity c where c.hostId = :host order by c.hostId desc, c.id desc",
                        TrustChangeEntity.class)
                .setParameter("host", host.value())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(TrustChangeEntity::toChange)
                .toList();
    }

    /** What hosts would lose if they were caught: microcredits that are held for them; hosts without an account are left out. */
    public Map<HostId, Long> heldCredit(Tx tx, Collection<HostId> hosts) {
        Map<HostId, Long> held = new HashMap<>();
        for (List<HostId> chunk : Lists.chunks(hosts)) {
            tx.session()
                    .createNativeQuery(
                            "select owner_id, pending_in from ledger_account where kind = 'HOST' and owner_id in (:hosts)",
                            Object[].class)
                    .setParameterList("hosts", chunk.stream().map(HostId::value).toList())
                    .getResultList()
                    .forEach(row -> held.put(new HostId(((Number) row[0]).longValue()), ((Number) row[1]).longValue()));
        }
        return held;
    }

    /** Work units with a valid copy of this host whose credit is still held. */
    public List<WorkUnitId> heldUnits(Tx tx, HostId host) {
        List<WorkUnitId> units = new ArrayList<>();
        tx.session()
                .createNativeQuery(HELD, Long.class)
                .setParameter("host", host.value())
                .getResultList()
                .forEach(id -> units.add(new WorkUnitId(id)));
        return units;
    }
}
