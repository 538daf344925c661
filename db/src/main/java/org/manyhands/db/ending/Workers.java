package org.manyhands.db.ending;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.TailStore;
import org.manyhands.db.schedule.Availability;
import org.manyhands.db.schedule.Fleet;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Prediction;
import org.manyhands.db.schedule.Progress;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/**
 * What is known of the hosts that work, or lately worked, for a batch.
 *
 * @param records with the batch's application version
 * @param fuel of a piece of the input, as the quote measured it: of a work unit, unless the batch is cut in sizes
 */
public record Workers(Map<HostId, Host> hosts, Map<HostId, HostRecord> records, long fuel, long nowMillis) {
    /** So many of the newest valid results say who works for the batch. */
    private static final int LATELY = 400;

    /** A run that needs more than was measured has at least this share of it to go. */
    private static final double LEAST_LEFT = 0.05;

    /** What was learned from a batch's newest valid results; no more than a few hundred. */
    static List<TailStore.Return> lately(Database db, Tx tx, Batch batch) {
        return db.results().tail().lately(tx, batch.id(), LATELY);
    }

    /** Those that have these results, and those of the batch's newest valid ones; its quote must be known. */
    public static Workers of(Database db, Tx tx, Batch batch, List<Result> underWay) {
        return of(
                db,
                tx,
                batch,
                Stream.concat(
                        underWay.stream().map(Result::host).filter(Objects::nonNull),
                        lately(db, tx, batch).stream().map(TailStore.Return::host)));
    }

    static Workers of(Database db, Tx tx, Batch batch, Stream<HostId> all) {
        List<HostId> hosts = all.distinct().toList();
        Map<HostId, HostRecord> records = new HashMap<>();
        db.hostRecords().ofHosts(tx, hosts).forEach((key, learned) -> {
            if (key.version().equals(batch.appVersionId())) {
                records.put(key.host(), learned.record());
            }
        });
        return new Workers(
                db.hosts().byIds(tx, hosts),
                records,
                Objects.requireNonNull(batch.quote()).fuelPerUnit(),
                tx.nowMillis());
    }

    /** Fuel a second of the middle one of the hosts that were measured; 0 when none was. */
    public double typicalSpeed() {
        double[] speeds = records.values().stream()
                .filter(record -> record.speed().samples() > 0)
                .mapToDouble(record -> record.speed().median())
                .sorted()
                .toArray();
        return speeds.length == 0 ? 0 : speeds[speeds.length / 2];
    }

    /** What hosts that were heard of lately can do with a task of so much fuel; those that were never measured count as typical. */
    public Fleet fleet(long fuelOfTask, double typicalSpeed) {
        List<Prediction> turnarounds = new ArrayList<>();
        for (HostId host : hosts.keySet()) {
            if (heard(host)) {
                turnarounds.add(of(host).seenTurnaround(fuelOfTask, typicalSpeed));
            }
        }
        return Fleet.of(turnarounds, 1);
    }

    /**
     * Fuel of the task that says how long one takes: a work unit, where all are alike. A batch that is cut in sizes has tasks of all lengths, and
     * what an hour is for a middle host stands for them, as where the lengths of tails were measured.
     */
    public long taskFuel(Batch batch, double typicalSpeed) {
        return batch.sized() ? Math.max(fuel, Math.round(typicalSpeed * SizeClasses.REFERENCE_SECONDS)) : fuel;
    }

    /** Fuel a second of each host that was heard of lately and measured. */
    List<Double> speeds() {
        return hosts.keySet().stream()
                .filter(this::heard)
                .map(this::of)
                .filter(record -> record.speed().samples() > 0)
                .map(record -> record.speed().median())
                .toList();
    }

    /** How long a piece of the input takes the best host of each account, from dispatch to return, ascending: of hosts that were heard of lately and measured. */
    List<Double> bestOfAccounts(double typicalSpeed) {
        Map<AccountId, Double> best = new HashMap<>();
        for (Host host : hosts.values()) {
            HostRecord record = of(host.id());
            if (heard(host.id()) && record.speed().samples() > 0) {
                best.merge(
                        host.accountId(),
                        record.seenTurnaround(fuel, typicalSpeed).medianSeconds(),
                        Math::min);
            }
        }
        return best.values().stream().sorted().toList();
    }

    /** Pieces a second that the hosts which were heard of lately and measured can do, each with one slot. */
    double capacity() {
        return hosts.keySet().stream()
                .filter(this::heard)
                .map(this::of)
                .filter(record -> record.speed().samples() > 0)
                .mapToDouble(record -> 1
                        / Math.max(
                                1e-6,
                                record.turnaround(fuel, record.speed().median()).medianSeconds()))
                .sum();
    }

    /** True while it calls. */
    public boolean heard(HostId host) {
        return !Progress.isSilent(silentSeconds(host));
    }

    /** How long a copy that a host has takes yet. */
    public Prediction left(Result copy, double typicalSpeed) {
        HostId host = Objects.requireNonNull(copy.host());
        HostRecord record = of(host);
        long whole = fuel * copy.pieces();
        double seconds = record.workSeconds(
                (long) Math.max(LEAST_LEFT * whole, (double) whole - copy.fuelSoFar()), typicalSpeed);
        if (copy.fuelSoFar() == 0) {
            // Not begun, as far as is known: it may wait behind others.
            double turnaround = record.turnaround(whole, typicalSpeed).medianSeconds();
            seconds = Math.max(seconds, turnaround - (nowMillis - copy.sentMillis()) / 1_000.0);
        }
        Host known = hosts.get(host);
        Availability availability =
                known == null ? Availability.UNKNOWN : known.presence().availability();
        return Progress.left(availability, seconds, silentSeconds(host));
    }

    private HostRecord of(HostId host) {
        return records.getOrDefault(host, HostRecord.NONE);
    }

    private double silentSeconds(HostId host) {
        Host known = hosts.get(host);
        return known == null ? Double.MAX_VALUE : Math.max(0, nowMillis - known.lastContactMillis()) / 1_000.0;
    }
}
