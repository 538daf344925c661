package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.host.HostRecordStore.Change;
import org.manyhands.db.host.HostRecordStore.Learned;
import org.manyhands.db.result.Result;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Quota;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.SyncReply.Acknowledgement;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.server.dispatch.Allowance;
import org.manyhands.server.dispatch.Pick;

/** One call while it is carried out, in one transaction with others: what it has come to so far. Not thread-safe. */
final class SyncTurn {
    private final SyncCall call;
    private final Host host;
    private final HeldResults held;
    private final List<Acknowledgement> acknowledged = new ArrayList<>();
    private final List<ResultId> cancel = new ArrayList<>();
    private final List<Result> lost = new ArrayList<>();
    private final List<Result> sent = new ArrayList<>();
    private final List<Shortfall> shortfalls = new ArrayList<>();
    private final List<Pick> fresh = new ArrayList<>();
    private final List<EndedRun> ended = new ArrayList<>();
    private final Map<AppVersionId, Quota> quotas = new HashMap<>();
    private Map<HostRecordStore.Key, Learned> known = Map.of();

    /** @param host as it was before this call */
    SyncTurn(SyncCall call, Host host, HeldResults held) {
        this.call = call;
        this.host = host;
        this.held = held;
    }

    SyncCall call() {
        return call;
    }

    Host host() {
        return host;
    }

    HeldResults held() {
        return held;
    }

    void acknowledge(Acknowledgement acknowledgement) {
        acknowledged.add(acknowledgement);
    }

    List<Acknowledgement> acknowledged() {
        return acknowledged;
    }

    /** A result came to its end on the host. */
    void end(EndedRun run) {
        ended.add(run);
    }

    List<EndedRun> ended() {
        return ended;
    }

    /** What is known of hosts, this one among them. */
    void know(Map<HostRecordStore.Key, Learned> records) {
        known = records;
    }

    /** How much of what it may have, where that is limited. */
    Map<AppVersionId, Allowance> allowances(long nowMillis) {
        Map<AppVersionId, Allowance> allowances = new HashMap<>();
        quotas.forEach((version, quota) -> allowances.put(version, new Allowance(quota.most(), quota.left(nowMillis))));
        return allowances;
    }

    /** Its quotas, by application version: those that limit something. */
    void limit(AppVersionId version, Quota quota) {
        quotas.put(version, quota);
    }

    /** What becomes of what is known of this host, where it has a quota and got some more in this call. */
    Map<HostRecordStore.Key, Change> spent() {
        Map<HostRecordStore.Key, Change> spent = new HashMap<>();
        for (Pick pick : quotas.isEmpty() ? List.<Pick>of() : fresh) {
            AppVersionId version = pick.batch().appVersionId();
            if (quotas.containsKey(version)) {
                Learned before = learned(version);
                spent.put(
                        new HostRecordStore.Key(host.id(), version),
                        new Change(before, before.record().with(Objects.requireNonNull(quotas.get(version)))));
            }
        }
        return spent;
    }

    /** What is known of this host with that application version. */
    HostRecord record(AppVersionId version) {
        return learned(version).record();
    }

    private Learned learned(AppVersionId version) {
        return known.getOrDefault(new HostRecordStore.Key(host.id(), version), Learned.NOTHING);
    }

    /** What is known of this host, by application version. */
    Map<AppVersionId, HostRecord> records() {
        Map<AppVersionId, HostRecord> own = new HashMap<>();
        known.forEach((key, learned) -> {
            if (key.host().equals(host.id())) {
                own.put(key.version(), learned.record());
            }
        });
        return own;
    }

    /** The host has it and should stop. */
    void cancel(ResultId id) {
        cancel.add(id);
    }

    List<ResultId> cancelled() {
        return cancel;
    }

    /** The host should have these and does not know of them: they are sent again. */
    void resend(List<Result> results) {
        lost.addAll(results);
    }

    /** What is sent again; it counts against what was asked for. */
    List<Result> lost() {
        return lost;
    }

    /** A new result goes to the host. */
    void send(Pick pick, Result result, long nowMillis) {
        quotas.computeIfPresent(pick.batch().appVersionId(), (version, quota) -> quota.sent(1, nowMillis));
        fresh.add(pick);
        sent.add(result);
    }

    /** What goes to the host: what was lost first, then what is new. */
    List<Result> orders() {
        return Stream.concat(lost.stream(), sent.stream()).toList();
    }

    /** The work units of the new results, in their order. */
    List<WorkUnit> freshUnits() {
        return fresh.stream().map(Pick::unit).toList();
    }

    /** How many new results go to the host. */
    int sent() {
        return fresh.size();
    }

    /** The new results. */
    List<Result> fresh() {
        return sent;
    }

    /** Fuel that the new results are expected to need. */
    long fuelSent() {
        return fresh.stream().mapToLong(Pick::expectedFuel).sum();
    }

    void tellShortfalls(List<Shortfall> reasons) {
        shortfalls.clear();
        shortfalls.addAll(reasons);
    }

    List<Shortfall> shortfalls() {
        return shortfalls;
    }
}
